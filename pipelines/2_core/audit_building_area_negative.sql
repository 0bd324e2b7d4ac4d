-- audits: core_building_state
-- severity: warn
-- says: A building in force has a negative area: it counts as not known
select building_id, total_area_m2, _file, _line, _record
from core_building_state
where in_force = 1 and total_area_m2 < 0
