-- The kinds of cost that the allocation names for each property in the last twelve complete months.
--
-- grain: property_id, category
-- A rule says that such money is expected: where none comes, what the property cost is not known in full.
select
    a.property_id,
    coalesce(k.grp, a.category) as category,
    min(a._file)                as _file,
    min(a._line)                as _line
from raw_cost_allocation as a
cross join night as n
join core_property as p on p.property_id = a.property_id
left join given_codes as k on k.list = 'cost_category' and k.code = lower(a.category)
where a.category is not null
  and a.share_percent > 0
  and (a.valid_from is null or a.valid_from < n.month_start)
  and (a.valid_to is null or substr(a.valid_to, 1, 7) >= substr(n.months_ago_12, 1, 7))
group by a.property_id, coalesce(k.grp, a.category)
