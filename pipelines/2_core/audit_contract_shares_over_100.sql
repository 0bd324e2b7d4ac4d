-- audits: core_service_contract_share
-- severity: tell
-- says: The properties' shares of a service contract add up to more than 100 percent: its price is shared out to none of them
select distinct contract_id, all_percent
from core_service_contract_share
where shared_by = 'share' and all_percent > 100.000001
