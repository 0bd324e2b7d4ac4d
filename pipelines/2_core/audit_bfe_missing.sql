-- audits: core_register_property
-- severity: warn
-- says: A property of the register that is in force has no BFE number: nothing can be matched with it
select register_property_id, kind, esr_number, _file, _line, _record
from core_register_property
where bfe_number is null
