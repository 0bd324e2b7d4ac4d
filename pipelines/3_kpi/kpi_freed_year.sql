-- The years of the accounts, with how many of their months are in them: a year of which a month is missing is never held against a whole one.
--
-- grain: year
select m.year, count(distinct m.month) as months_posted, max(m.month) as last_month,
    case when count(distinct m.month) = 12 then 1 else 0 end as whole
from core_period as p
join given_months as m on m.month between p.first_month and p.last_month
where p.posted = 1
  and exists (select 1 from core_action where took_effect = 1 or state = 'decided')
group by m.year
