-- The identity of each authority and year: all running cost before in the year's prices, less what the accounts say, is the sum of the lines.
--
-- grain: authority_code, year, line
-- before and after are the two levels, total their difference; each cost cell is in exactly one of the other lines. A cell that cannot be reckoned
-- leaves its line and the total unknown. Positive is cost that is gone.
with

cells as (
    select coalesce(authority_code, '') as authority_code, year, line, indexed_ore, actual_ore, change_ore from kpi_freed_cell
),

wholes as (
    select authority_code, year, count(*) as cells, sum(case when change_ore is null then 1 else 0 end) as unknown,
        sum(indexed_ore) as before_ore, sum(actual_ore) as after_ore, sum(change_ore) as total_ore
    from cells
    group by authority_code, year
),

lines as (
    select 'action' as line, 4 as position union all select 'tender', 5 union all select 'new_property', 6 union all select 'volume', 7 union all select 'unexplained', 8
)

select w.authority_code, w.year, 'before' as line, 1 as position, w.cells, w.unknown, case when w.unknown = 0 then w.before_ore end as amount_ore from wholes as w
union all
select w.authority_code, w.year, 'after', 2, w.cells, 0, w.after_ore from wholes as w
union all
select w.authority_code, w.year, 'total', 3, w.cells, w.unknown, case when w.unknown = 0 then w.total_ore end from wholes as w
union all
select w.authority_code, w.year, l.line, l.position, count(c.line), coalesce(sum(case when c.line is not null and c.change_ore is null then 1 else 0 end), 0),
    case when coalesce(sum(case when c.line is not null and c.change_ore is null then 1 else 0 end), 0) = 0 then coalesce(sum(c.change_ore), 0) end
from wholes as w
cross join lines as l
left join cells as c on c.authority_code = w.authority_code and c.year = w.year and c.line = l.line
group by w.authority_code, w.year, l.line, l.position
