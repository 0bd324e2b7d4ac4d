-- The places that receive the plan's users: how full each is today, after the move, and when the forecast's users have come as well.
--
-- grain: property_id
-- Against the capacity only those count who do what the place is for. Users are the newest count, later ones the forecast's at their most
-- (plan_demand). Where a place states no capacity nobody can say how full it gets; what is left of the space stands beside it.
with

arrivals as (
    select
        m.to_property_id as property_id,
        sum(m.users)     as arriving,
        sum(case when m.activity = c.sector then m.users else 0 end) as arriving_own,
        min(m.room_left_m2_100) as room_left_m2_100
    from plan_moved as m
    join plan_candidate as c on c.property_id = m.to_property_id
    where m.scenario = 'main'
    group by m.to_property_id
)

select
    row_number() over (order by c.sector, p.name, a.property_id)                                          as position,
    a.property_id,
    p.name,
    c.sector,
    c.locality,
    a.arriving                                                                                            as users_arriving,
    p.users,
    p.users + a.arriving_own                                                                              as users_after,
    p.capacity,
    p.occupancy_percent,
    round(cast((p.users + a.arriving_own) * 100 as double) / nullif(p.capacity, 0), 2)                    as occupancy_after_percent,
    round(cast((coalesce(d.users_most, p.users) + a.arriving_own) * 100 as double) / nullif(p.capacity, 0), 2) as occupancy_later_percent,
    case when k.limit_by <> 'places' then round(a.room_left_m2_100 * 0.01, 1) end                         as remaining_m2
from arrivals as a
join plan_candidate as c on c.property_id = a.property_id
join kpi_property as p on p.property_id = a.property_id
left join plan_activity as k on k.activity = c.sector
left join plan_demand as d on d.property_id = a.property_id and coalesce(d.main, 1) = 1
