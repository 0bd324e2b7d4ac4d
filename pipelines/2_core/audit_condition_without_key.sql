-- audits: core_condition
-- severity: tell
-- says: A condition mark belongs to no property: neither its building nor its property is known
select building_id, mark, backlog_ore, _file, _line
from core_condition
where property_id is null
