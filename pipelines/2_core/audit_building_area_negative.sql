-- audits: core_building
-- severity: error
-- says: A building in force has a negative area: a building case was read as a building
select building_id, total_area_m2, bda_m2, _file, _line, _record
from core_building
where total_area_m2 < 0 or bda_m2 < 0
