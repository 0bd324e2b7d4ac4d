-- The places that receive the plan's users: how full each is today, after the move, and when the forecast's users have come as well.
--
-- grain: property_id, sector
-- Of a property with several uses each that receives is a row, with its own users and places: sector is the use that the room is part of.
-- Against the capacity only those count who do what the place is for. Users are the newest count, later ones the forecast's at their most
-- (plan_demand). Where a place states no capacity nobody can say how full it gets; what is left of the space stands beside it.
with

rooms as (
    select room_key, max(sector) as sector
    from plan_place
    group by room_key
),

arrivals as (
    select
        m.to_property_id as property_id,
        r.sector,
        sum(m.users)     as arriving,
        sum(case when m.activity = r.sector then m.users else 0 end) as arriving_own,
        min(m.room_left_m2_100) as room_left_m2_100
    from plan_moved as m
    join rooms as r on r.room_key = m.room_key
    where m.scenario = 'main'
    group by m.to_property_id, r.sector
)

select
    row_number() over (order by a.sector, c.name, a.property_id)                                          as position,
    a.property_id,
    c.name,
    a.sector,
    c.locality,
    a.arriving                                                                                            as users_arriving,
    u.users,
    u.users + a.arriving_own                                                                              as users_after,
    u.capacity,
    u.occupancy_percent,
    round(cast((u.users + a.arriving_own) * 100 as double) / nullif(u.capacity, 0), 2)                    as occupancy_after_percent,
    round(cast((coalesce(d.users_most, u.users) + a.arriving_own) * 100 as double) / nullif(u.capacity, 0), 2) as occupancy_later_percent,
    case when k.limit_by <> 'places' then round(a.room_left_m2_100 * 0.01, 1) end                         as remaining_m2
from arrivals as a
join plan_candidate as c on c.property_id = a.property_id
join kpi_part_space as u on u.property_id = a.property_id and u.sector = a.sector
left join plan_activity as k on k.activity = a.sector
left join plan_demand as d on d.property_id = a.property_id and d.sector = a.sector
