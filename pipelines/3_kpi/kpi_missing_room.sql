-- The months of use that a room lacks: it was delivered in another month of the last two years, and the property was open in this month
-- in one of them.
--
-- grain: property_id, room, month
-- A room that has opening hours elsewhere lacks the month when it has none in it. lost is the most that it can have been open, in
-- hundredths of an hour: every day of a month, as long as its longest day. Rooms that are counted but never booked have no hours.
with

months as (
    select
        u.property_id, u.room, u.period as month, substr(u.period, 6, 2) as slot, substr(u.period, 1, 4) || '-' || k.block as period,
        u.longest_day_hours,
        max(u.longest_day_hours) over (partition by u.property_id, u.room) as longest
    from core_use as u
    join kpi_use_block as k on k.slot = substr(u.period, 6, 2)
    cross join night as n
    where u.period >= substr(n.months_ago_24, 1, 7)
),

open_months as (
    -- the periods that the property has, with the months in which it was open in any year
    select distinct p.property_id, p.period, substr(p.period, 1, 4) || '-' || s.slot as month
    from (select distinct property_id, period from months) as p
    join (select distinct property_id, slot from months) as s on s.property_id = p.property_id
    join kpi_use_block as k on k.slot = s.slot and k.block = substr(p.period, 6, 2)
),

rooms as (
    select property_id, room, max(longest) as longest
    from months
    group by property_id, room
)

select
    o.property_id,
    r.room,
    o.month,
    o.period,
    case when m.room is null then 1 else 0 end                              as whole_month,
    coalesce(cast(round(r.longest * 31 * 100) as integer), 0)               as lost
from open_months as o
join rooms as r on r.property_id = o.property_id
left join months as m on m.property_id = o.property_id and m.room = r.room and m.month = o.month
where m.room is null
   or (r.longest is not null and m.longest_day_hours is null)
