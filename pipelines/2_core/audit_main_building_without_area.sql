-- audits: core_building
-- severity: warn
-- says: A building in force that is no outbuilding has no area in the register
select building_id, use_code, _file, _line, _record
from core_building
where outbuilding = 0 and total_area_m2 is null
