-- The rows that each property's energy and condition rest on.
--
-- grain: property_id, figure, part, key, _file, _line
-- adds to: kpi_evidence
-- rebuild: property_id
select e.property_id, 'energy_kwh_per_m2' as figure, e.kind as part, e.year || '' as key, e.amount_kwh as value, 'kwh' as unit, e.meter_count as row_count, e._file, e._line, cast(null as integer) as _record
from core_energy as e
join kpi_energy as k on k.property_id = e.property_id
 and ((e.kind = 'heat' and k.heat_year = e.year) or (e.kind = 'electricity' and k.electricity_year = e.year))
union all
select property_id, 'condition_mark', case when building_id is null then 'list' else 'building' end, coalesce(building_id, property_id), mark, 'mark', row_count, _file, _line, null
from core_condition where mark is not null and property_id is not null
