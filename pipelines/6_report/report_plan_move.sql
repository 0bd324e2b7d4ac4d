-- Where the users of the plan's properties go, how full it gets there, and how much room is left.
--
-- grain: position
-- Users who move in units of different size (classes) are one line where they go to the same room.
with

rooms as (
    select room_key, max(sector) as sector
    from plan_place
    group by room_key
),

ways as (
    select
        from_property_id, to_property_id, room_key, activity, distance_m, room_left_m2_100,
        sum(users)        as users,
        sum(space_m2_100) as space_m2_100
    from plan_moved
    where scenario = 'main'
    group by from_property_id, to_property_id, room_key, activity, distance_m, room_left_m2_100
)

select
    row_number() over (order by m.from_property_id, m.distance_m, m.to_property_id, m.activity, m.room_key) as position,
    m.from_property_id,
    f.name                              as from_name,
    m.to_property_id,
    t.name                              as to_name,
    m.activity,
    m.users,
    round(m.space_m2_100 * 0.01, 2)     as area_m2,
    m.distance_m,
    r.occupancy_after_percent,
    r.occupancy_later_percent,
    case when r.property_id is null or r.remaining_m2 is not null then round(m.room_left_m2_100 * 0.01, 2) end as remaining_m2
from ways as m
left join core_property as f on f.property_id = m.from_property_id
left join core_property as t on t.property_id = m.to_property_id
left join rooms as w on w.room_key = m.room_key
left join report_plan_receiver as r on r.property_id = m.to_property_id and r.sector = w.sector
