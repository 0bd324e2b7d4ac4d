-- audits: core_service_rule
-- severity: tell
-- says: The shares of one pattern in service_map add up to more than 100 percent: they give out nothing
select distinct pattern, shares_percent, _file, _line
from core_service_rule
where shares_percent > 100
