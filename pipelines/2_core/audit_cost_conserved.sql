-- audits: core_cost, core_cost_unallocated
-- severity: error
-- says: Allocated and unallocated cost do not add up to the postings of the month
with

parts as (
    select period, amount_ore from raw_costs
    union all
    select period, -amount_ore from core_cost
    union all
    select period, -amount_ore from core_cost_unallocated
)

select period, sum(amount_ore) as difference_ore
from parts
group by period
having sum(amount_ore) <> 0
