-- audits: core_period
-- severity: warn
-- weight: note
-- says: The accounts begin within the last twelve months: what a property costs a year is known as a lower bound alone
select 'the accounts begin in ' || p.first_month || ': costs are of ' || (12 - p.before_m) || ' of the twelve months, and a lower bound of the year' as sentence
from (
    select min(first_month) as first_month, min(position - month_count) as before_m
    from core_period
    where posted = 1
) as p
where p.before_m > 0
  and p.before_m < 12
