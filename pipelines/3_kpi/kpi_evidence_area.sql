-- The rows that each property's area rests on: buildings, floors, leases and the list.
--
-- grain: property_id, figure, part, key, _file, _line
-- adds to: kpi_evidence
-- rebuild: property_id
select property_id, 'area_m2' as figure, 'building' as part, building_id as key, total_area_m2 as value, 'm2' as unit, 1 as row_count, _file, _line, _record
from core_building where property_id is not null
union all
select b.property_id, 'area_m2', 'floor', f.floor_id, coalesce(f.attic_m2, 0) + coalesce(f.basement_m2, 0), 'm2', 1, f._file, f._line, f._record
from core_floor as f
join core_building as b on b.building_id = f.building_id and b.property_id is not null
where coalesce(f.attic_m2, 0) + coalesce(f.basement_m2, 0) <> 0
union all
select property_id, 'area_m2', 'lease', lease_id, area_m2, 'm2', 1, _file, _line, null
from core_lease
union all
select property_id, 'area_m2', 'list', property_id, area_m2, 'm2', 1, _file, _line, null
from core_property where area_m2 is not null
