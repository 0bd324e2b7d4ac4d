-- The buildings in force of each property.
--
-- grain: bfe
-- large: yes
-- rebuild: bfe
select
    bfe,
    count(*) as buildings,
    sum(area_m2) as area_m2,
    sum(dwelling_m2) as dwelling_m2,
    sum(footprint_m2) as footprint_m2,
    max(use_code) as use_code
from raw_building
where status in (6, 7)
group by bfe
