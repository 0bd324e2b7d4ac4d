-- Money in the accounts that no allocation rule gave to a property.
--
-- grain: period, account, cost_centre
-- The first screen tells the last twelve whole months; the rest is listed for whoever mends the allocation.
select
    u.period,
    u.account,
    u.cost_centre,
    round(sum(u.amount_ore) * 0.01, 2)                                                                             as amount_dkk,
    count(*)                                                                                                       as row_count,
    max(case when u.period >= substr(n.months_ago_12, 1, 7) and u.period < substr(n.month_start, 1, 7) then 1 else 0 end) as last_twelve_months
from core_cost_unallocated as u
cross join night as n
group by u.period, u.account, u.cost_centre
