-- The rows that each property's cost rests on: postings by category, allocation rules, and a rent that no account has (the lease's).
--
-- grain: property_id, figure, part, key, _file, _line
-- adds to: kpi_evidence
-- rebuild: property_id
with

costs as (
    select
        c.property_id, c.period, c.category, c.amount_ore, c.posting_count, c._file, c._line,
        row_number() over (partition by c.property_id, c.category order by c._file, c._line) as month_rank
    from core_cost as c
    join core_period as p on p.period = c.period and p.months_in > 0
    join given_cost_categories as g on g.category = c.category and (g.running = 1 or g.category = 'uncategorised')
)

select property_id, 'cost_dkk' as figure, category as part, property_id as key, round(sum(amount_ore) * 0.01, 2) as value, 'dkk' as unit, sum(posting_count) as row_count,
    min(_file) as _file, max(case when month_rank = 1 then _line end) as _line, cast(null as integer) as _record
from costs
group by property_id, category
union all
select distinct s.property_id, 'cost_dkk', 'allocation', s.account_key || ' ' || s.cost_centre_key, s.share_percent, 'percent', 1, s.allocation_file, s.allocation_line, null
from core_cost_share as s
join core_period as p on p.period = s.period and p.months_in > 0
join given_cost_categories as g on g.category = s.category and (g.running = 1 or g.category = 'uncategorised')
union all
select l.property_id, 'cost_dkk', 'lease', l.lease_id, round(l.rent_ore * 0.01, 2), 'dkk', 1, l._file, l._line, null
from core_lease as l
join kpi_cost as k on k.property_id = l.property_id and k.lease_rent_ore is not null
where l.running = 1 and l.rent_ore is not null
