-- The two days from which the way out of a lease is counted: tonight, for what must not be missed, and when a decision begun tonight is made.
--
-- grain: asked
select n.as_of as asked_on, 'tonight' as asked, m.month_number as asked_month
from night as n
join given_months as m on m.month = substr(n.as_of, 1, 7)
union all
select t.month || '-' || substr('0' || (m.first_day - 1 + cast(substr(n.as_of, 9, 2) as integer) + cast(x.decide_days as integer) - t.first_day + 1), -2),
    'decided', t.month_number
from night as n
join given_months as m on m.month = substr(n.as_of, 1, 7)
cross join (select max(value) as decide_days from given_thresholds where rule = 'lease' and key = 'decide_days') as x
join given_months as t
  on m.first_day - 1 + cast(substr(n.as_of, 9, 2) as integer) + cast(x.decide_days as integer) between t.first_day and t.last_day
