-- Running cost of each place, kind of cost and year, with the months that have a posting.
--
-- grain: place_kind, place_id, category, year
select c.place_kind, c.place_id, c.category, c.year, sum(c.amount_ore) as amount_ore,
    case when sum(p.month_count) > 12 then 12 else sum(p.month_count) end as months,
    min(c._file) as _file, min(c._line) as _line
from core_freed_cost as c
join core_period as p on p.period = c.period
group by c.place_kind, c.place_id, c.category, c.year
