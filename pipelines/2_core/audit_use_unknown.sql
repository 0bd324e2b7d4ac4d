-- audits: core_building
-- severity: tell
-- says: A building in force has no use code, or one that the list does not have
select building_id, use_code, _file, _line, _record
from core_building
where use_name_da is null
