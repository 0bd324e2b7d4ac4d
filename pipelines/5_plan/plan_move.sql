-- Where each user group may go: the nearest places that take its activity and could hold one unit of them, and how much farther that is.
-- Users whom nobody counted cannot be held against a number of places, so they go where none are counted.
--
-- grain: group_key, room_key
-- Straight line in UTM zone 32 times the detour factor, rounded up to whole metres. Moves longer than the activity's limit are listed for
-- scenarios that ask for longer ones (within_limit 0). Without coordinates at either end there is no distance and so no move.
with

settings as (
    select
        max(case when key = 'detour_factor' then value end)          as detour,
        max(case when key = 'listed_percent' then value * 0.01 end)  as stretch,
        max(case when key = 'moves_per_group' then value end)        as most
    from plan_setting
),

pairs as (
    select
        u.group_key, r.room_key, u.activity, u.property_id as from_property_id, r.property_id as to_property_id, a.limit_m, x.most, x.stretch,
        sqrt((f.easting_m - t.easting_m) * (f.easting_m - t.easting_m) + (f.northing_m - t.northing_m) * (f.northing_m - t.northing_m)) * x.detour as way_m
    from plan_user as u
    join plan_activity as a on a.activity = u.activity
    join plan_place as r on r.activity = u.activity and r.property_id <> u.property_id
    join plan_candidate as f on f.property_id = u.property_id
    join plan_candidate as t on t.property_id = r.property_id
    cross join settings as x
    where r.free_m2_100 >= u.space_low_m2_100 * u.unit_users
      and (r.free_places is null or (u.counted = 1 and r.free_places >= u.unit_users))
      and f.easting_m is not null and f.northing_m is not null and t.easting_m is not null and t.northing_m is not null
),

ranked as (
    select p.*, row_number() over (partition by group_key order by way_m, room_key) as rank
    from pairs as p
    where way_m <= limit_m * stretch
)

select
    group_key,
    room_key,
    activity,
    from_property_id,
    to_property_id,
    cast(way_m as integer) + case when way_m > cast(way_m as integer) then 1 else 0 end as extra_m,
    case when cast(way_m as integer) + case when way_m > cast(way_m as integer) then 1 else 0 end <= limit_m then 1 else 0 end as within_limit
from ranked
where rank <= most
