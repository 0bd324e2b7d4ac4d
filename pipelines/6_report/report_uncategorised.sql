-- Money of the last twelve complete months that properties got and that nobody gave a kind, so that it is no running cost.
--
-- grain: account
select
    u.account,
    a.function,
    round(u.amount_ore * 0.01, 2) as amount_dkk,
    u.posting_count               as row_count,
    u.property_count              as properties
from core_cost_uncategorised as u
left join core_account as a on a.account = u.account
