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
    max(case when d.months_in > 0 then 1 else 0 end)                                                               as last_twelve_months
from core_cost_unallocated as u
left join core_period as d on d.period = u.period
group by u.period, u.account, u.cost_centre
