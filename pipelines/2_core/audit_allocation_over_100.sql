-- audits: core_allocation
-- severity: tell
-- says: The shares of an account or cost centre add up to more than 100 percent: nothing is allocated by them
select period, account_key, cost_centre_key, shares_percent, min(_file) as _file, min(_line) as _line
from core_allocation
where shares_percent > 100
group by period, account_key, cost_centre_key, shares_percent
