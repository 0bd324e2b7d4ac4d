-- The money of the last twelve complete months that properties got and that nobody gave a kind: by account, in whole øre.
--
-- grain: account
-- Neither the allocation's row nor given_accounts names a kind of cost. material is 1 where all of it together is more than the limit's
-- share of what the properties got.
with

limits as (
    select max(value) as material_percent
    from given_thresholds
    where rule = 'input' and key = 'uncategorised_material_percent'
),

given_out as (
    select s.account_key, s.property_id, s.amount_ore, s.posting_count, s._file, s._line,
        case when s.category = 'uncategorised' then 1 else 0 end as unsorted
    from core_cost_share as s
    join core_period as p on p.period = s.period and p.months_in > 0
),

whole as (
    select sum(abs(amount_ore)) as all_ore, sum(case when unsorted = 1 then abs(amount_ore) else 0 end) as unsorted_ore
    from given_out
)

select
    g.account_key                   as account,
    sum(g.amount_ore)               as amount_ore,
    sum(g.posting_count)            as posting_count,
    count(distinct g.property_id)   as property_count,
    max(case when w.unsorted_ore * 100 > x.material_percent * w.all_ore then 1 else 0 end) as material
from given_out as g
cross join whole as w
cross join limits as x
where g.unsorted = 1
group by g.account_key
