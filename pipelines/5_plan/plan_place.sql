-- The room that newcomers can have in each property, for each activity that it can take: hundredths of a m², and whole places where they are counted.
--
-- grain: room_key, activity
-- What is free is plan_vacant's: after the place's own users at their most and the reserve. Places count for those who do what the place is for. Who comes
-- from a growing locality needs more places later than today: the free ones are divided by the largest growth among all who live within reach.
-- Where an activity is limited by places alone, the room is one of its own, and as large as its places at most need.
with

newcomers as (
    select w.to_property_id as property_id, w.activity, max(g.growth) as growth
    from plan_way as w
    join plan_candidate as c on c.property_id = w.from_property_id
    join plan_growth as g on g.sector = w.activity and g.locality = c.locality
    group by w.to_property_id, w.activity
),

needed as (
    select activity, max(space_high_m2_100) as space_m2_100
    from plan_user
    group by activity
),

limited as (
    select
        v.property_id, v.part, v.sector, t.activity, v.free_m2_100, n.space_m2_100,
        case when t.activity <> v.sector then 'space' else a.limit_by end as limit_by,
        cast(round(cast(v.free_places as double) / nullif(coalesce(g.growth, 1), 0), 6) as integer) as free_places
    from plan_vacant as v
    join given_plan_takes as t on t.place_sector = v.sector
    join plan_activity as a on a.activity = t.activity
    left join needed as n on n.activity = t.activity
    left join newcomers as g on g.property_id = v.property_id and g.activity = t.activity
)

select
    property_id || part || case when limit_by = 'places' then '.' || activity else '.room' end as room_key,
    property_id,
    activity,
    -- the use that the room is part of
    sector,
    case when limit_by = 'places' then free_places * coalesce(space_m2_100, 1)
         else cast(round(free_m2_100, 3) as integer) end as free_m2_100,
    case when limit_by <> 'space' then free_places end as free_places,
    limit_by
from limited
where case when limit_by = 'places' then free_places
           when limit_by = 'both' and free_places = 0 then 0
           else free_m2_100 end >= 1
