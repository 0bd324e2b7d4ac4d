-- Money in the accounts that no allocation rule gave to a property.
--
-- grain: period, account, cost_centre
select period, account, cost_centre, round(sum(amount_ore) * 0.01, 2) as amount_dkk, count(*) as row_count
from core_cost_unallocated
group by period, account, cost_centre
