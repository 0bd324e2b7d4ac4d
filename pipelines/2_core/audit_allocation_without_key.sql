-- audits: core_allocation
-- severity: tell
-- says: A row of the cost allocation names neither account nor cost centre
select property_id, share_percent, _file, _line
from raw_cost_allocation
where account is null and cost_centre is null
