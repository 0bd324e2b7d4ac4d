-- The room that newcomers can have in each property, for each activity that it can take: hundredths of a m², and whole places where they are counted.
--
-- grain: room_key, activity
-- By norm: the area beyond what the users need, at its lower bound. By hours: the area times what is left of the opening time up to
-- max_use_percent. Places: the capacity that the place states less its users, for those who do what it is for; users are today's or
-- the forecast's, whichever are more. Unknown is no room. Premises of others, properties decided to be left and what is being demolished (an open
-- building case) take nobody.
-- Where an activity is limited by places alone, the room is one of its own, and as large as its places at most need.
with

vacant as (
    select
        c.property_id, c.sector, c.area_m2,
        case when a.norm_m2_per_user is not null then (p.vacant_m2_low - coalesce(d.users_most - d.users, 0) * a.norm_m2_per_user) * 100
             when a.use_rule = 'room' then c.area_m2 * (s.value - p.present_percent_high) end as free_m2_100,
        p.capacity,
        p.capacity - d.users_most as free_places,
        '' as part
    from plan_candidate as c
    join kpi_property as p on p.property_id = c.property_id
    join plan_activity as a on a.activity = c.sector
    join plan_setting as s on s.key = 'max_use_percent'
    left join plan_demand as d on d.property_id = c.property_id and coalesce(d.main, 1) = 1
    left join flag_building_case as g on g.property_id = c.property_id and g.kind <> 'conversion'
    where c.tenure in ('owned', 'self_governing') and c.decided_exit = 0 and c.unjudged = 0 and g.property_id is null and coalesce(p.parts, 1) = 1
    union all
    -- each of several uses has its own room
    select c.property_id, s.sector, s.bda_m2_low, (s.vacant_m2_low - coalesce(d.users_most - d.users, 0) * a.norm_m2_per_user) * 100,
        s.capacity, s.capacity - d.users_most, '.' || s.sector
    from plan_candidate as c
    join kpi_part_space as s on s.property_id = c.property_id and s.parts > 1
    join plan_activity as a on a.activity = s.sector and a.norm_m2_per_user is not null
    left join plan_demand as d on d.property_id = c.property_id and d.sector = s.sector
    left join flag_building_case as g on g.property_id = c.property_id and g.kind <> 'conversion'
    where c.tenure in ('owned', 'self_governing') and c.decided_exit = 0 and c.unjudged = 0 and g.property_id is null
),

needed as (
    select activity, max(space_high_m2_100) as space_m2_100
    from plan_user
    group by activity
),

limited as (
    select
        v.property_id, v.part, v.sector, t.activity, v.area_m2, v.free_m2_100, n.space_m2_100,
        case when t.activity <> v.sector then 'space' else a.limit_by end as limit_by,
        -- a capacity below the users, or beside users whom nobody counted, is no place
        case when v.capacity is not null and coalesce(v.free_places, 0) < 1 then 0 else cast(v.free_places as integer) end as free_places
    from vacant as v
    join given_plan_takes as t on t.place_sector = v.sector
    join plan_activity as a on a.activity = t.activity
    left join needed as n on n.activity = t.activity
)

select
    property_id || part || case when limit_by = 'places' then '.' || activity else '.room' end as room_key,
    property_id,
    activity,
    -- the use that the room is part of
    sector,
    -- a property disputed in area is not roomier than its net area
    case when limit_by = 'places' then free_places * coalesce(space_m2_100, 1)
         when free_m2_100 > area_m2 * 100 then area_m2 * 100
         else cast(free_m2_100 as integer) end        as free_m2_100,
    case when limit_by <> 'space' then free_places end as free_places,
    limit_by
from limited
where case when limit_by = 'places' then free_places
           when limit_by = 'both' and free_places = 0 then 0
           else free_m2_100 end >= 1
