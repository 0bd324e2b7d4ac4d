-- How far it is from the users of each property to each place that has room for what they do.
--
-- grain: from_property_id, to_property_id, activity
-- Straight line in UTM zone 32 times the detour factor, up to so much of the activity's limit as scenarios may ask for. Without coordinates at either
-- end there is no distance, and so no way.
with

settings as (
    select
        max(case when key = 'detour_factor' then value end)          as detour,
        max(case when key = 'listed_percent' then value * 0.01 end)  as stretch
    from plan_setting
),

movers as (
    select property_id, activity
    from plan_user
    group by property_id, activity
),

takers as (
    select v.property_id, t.activity
    from plan_vacant as v
    join given_plan_takes as t on t.place_sector = v.sector
    where coalesce(v.free_m2_100, 1) >= 1 and coalesce(v.free_places, 1) >= 1
    group by v.property_id, t.activity
),

pairs as (
    select
        u.property_id as from_property_id, r.property_id as to_property_id, u.activity, a.limit_m * x.stretch as most_m,
        sqrt((f.easting_m - t.easting_m) * (f.easting_m - t.easting_m) + (f.northing_m - t.northing_m) * (f.northing_m - t.northing_m)) * x.detour as way_m
    from movers as u
    join plan_activity as a on a.activity = u.activity
    join takers as r on r.activity = u.activity and r.property_id <> u.property_id
    join plan_candidate as f on f.property_id = u.property_id
    join plan_candidate as t on t.property_id = r.property_id
    cross join settings as x
    where f.easting_m is not null and f.northing_m is not null and t.easting_m is not null and t.northing_m is not null
)

select from_property_id, to_property_id, activity, way_m
from pairs
where way_m <= most_m
