-- Postings of a quarter or a year on an account and cost centre that has postings of months (or quarters) within it: the same money twice.
--
-- grain: period, account, cost_centre_key
-- scan: raw_costs, once for the long periods and once for those within them; without a long period neither is read.
-- The shorter periods count; the long one is kept among what no property got (core_cost_unallocated), with its reason.
select distinct l.period, l.account, coalesce(l.cost_centre, '') as cost_centre_key
from core_period as lp
cross join core_period as sp
cross join raw_costs as l
cross join raw_costs as s
where lp.posted = 1 and lp.month_count > 1
  and sp.posted = 1 and sp.month_count < lp.month_count and sp.first_month between lp.first_month and lp.last_month
  and l.period = lp.period
  and s.period = sp.period and s.account = l.account and coalesce(s.cost_centre, '') = coalesce(l.cost_centre, '')
