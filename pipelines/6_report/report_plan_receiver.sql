-- The places that receive the plan's users: how full each is today, after the move, and in five and ten years by the forecast; its reserve, and what is left.
--
-- grain: property_id, sector
-- Of a property with several uses each that receives is a row, with its own users and places: sector is the use that the room is part of.
-- Against the capacity only those count who do what the place is for. Users are the newest count; in five and ten years the place's own and those who come
-- are as many as the forecast of the locality that each comes from says (plan_growth), today's where there is none, which the sentence says.
-- Where a place states no capacity nobody can say how full it gets; what is left of the space stands beside it.
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
        sum(case when m.activity = r.sector then m.users * coalesce(g.growth_5, 1) else 0 end)  as arriving_5,
        sum(case when m.activity = r.sector then m.users * coalesce(g.growth_10, 1) else 0 end) as arriving_10,
        min(m.room_left_m2_100) as room_left_m2_100
    from plan_moved as m
    join rooms as r on r.room_key = m.room_key
    left join plan_candidate as f on f.property_id = m.from_property_id
    left join plan_growth as g on g.sector = m.activity and g.locality = f.locality
    where m.scenario = 'main'
    group by m.to_property_id, r.sector
),

-- people are whole: what is more than one begins the next
after_ as (
    select
        a.property_id, a.sector, c.name, c.locality, a.arriving, u.users, u.capacity, u.occupancy_percent, v.reserve_places, v.reserve_m2,
        coalesce(g.basis, 'none')                                                                      as basis,
        u.users + a.arriving_own                                                                       as users_after,
        round(round(u.users * g.growth_5, 6) + 0.499999, 0)                                            as users_5,
        round(round(u.users * g.growth_10, 6) + 0.499999, 0)                                           as users_10,
        round(round(u.users * coalesce(g.growth_5, 1) + a.arriving_5, 6) + 0.499999, 0)                as users_after_5,
        round(round(u.users * coalesce(g.growth_10, 1) + a.arriving_10, 6) + 0.499999, 0)              as users_after_10,
        case when k.limit_by <> 'places' then round(a.room_left_m2_100 * 0.01, 1) end                  as remaining_m2
    from arrivals as a
    join plan_candidate as c on c.property_id = a.property_id
    join kpi_part_space as u on u.property_id = a.property_id and u.sector = a.sector
    left join plan_activity as k on k.activity = a.sector
    left join plan_growth as g on g.sector = a.sector and g.locality = c.locality
    left join plan_vacant as v on v.property_id = a.property_id and v.sector = a.sector
),

most as (
    select f.*,
        case when users_after >= users_after_5 and users_after >= users_after_10 then users_after
             when users_after_5 >= users_after_10 then users_after_5 else users_after_10 end           as users_most
    from after_ as f
)

select
    row_number() over (order by m.sector, m.name, m.property_id)              as position,
    m.property_id, m.name, m.sector, m.locality,
    m.arriving                                                                as users_arriving,
    m.users, m.users_5, m.users_10, m.users_after, m.users_after_5, m.users_after_10,
    m.capacity,
    m.reserve_places,
    m.capacity - m.reserve_places - m.users_most                              as places_left,
    m.occupancy_percent,
    round(cast(m.users_after * 100 as double) / nullif(m.capacity, 0), 2)     as occupancy_after_percent,
    round(cast(m.users_most * 100 as double) / nullif(m.capacity, 0), 2)      as occupancy_later_percent,
    round(m.reserve_m2, 1)                                                    as reserve_m2,
    m.remaining_m2,
    s.name_da                                                                 as sentence_da,
    s.name_en                                                                 as sentence_en
from most as m
left join given_sentences as s on s.topic = 'receiver' and s.code = m.basis
