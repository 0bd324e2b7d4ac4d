-- The units of each building, summed before anything is joined.
--
-- grain: building_id
-- large: yes
-- rebuild: building_id
select building_id, count(*) as units, sum(area_m2) as unit_m2
from raw_unit
group by building_id
