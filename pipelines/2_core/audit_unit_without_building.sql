-- audits: core_unit
-- severity: warn
-- says: A unit in force leads to no building, neither by its floor nor by its entrance
select unit_id, delivered_place_id, area_m2, _file, _line, _record
from core_unit
where building_id is null
