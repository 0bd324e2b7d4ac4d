-- The total line of a finance file fits its rows: a project that has such lines says so in its own SQL.
-- audits: core_cost
-- severity: error
-- says: files have a total that does not fit their rows
with

totals as (
    select f._file, r.file as name, cast(replace(replace(replace(substr(r.raw, 9), '.', ''), ',', ''), ';', '') as integer) as total_ore
    from raw_reject as r
    join raw_file as f
      on f.file = r.file and f.feed = r.feed
    where r.feed = 'costs' and r.code = 'total_row'
)

select t.name, t.total_ore, sum(c.amount_ore) as rows_ore
from totals as t
join raw_costs as c
  on c._file = t._file
group by t.name, t.total_ore
having sum(c.amount_ore) <> t.total_ore
