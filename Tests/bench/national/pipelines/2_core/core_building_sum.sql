-- The buildings in force of each property, with their units.
--
-- grain: bfe
-- large: yes
-- rebuild: bfe
select
    b.bfe,
    count(*) as buildings,
    sum(b.area_m2) as area_m2,
    sum(b.dwelling_m2) as dwelling_m2,
    sum(b.footprint_m2) as footprint_m2,
    max(b.use_code) as use_code,
    coalesce(sum(u.units), 0) as units,
    coalesce(sum(u.unit_m2), 0) as unit_m2
from raw_building as b
left join core_unit_sum as u on u.building_id = b.building_id
where b.status in (6, 7)
group by b.bfe
