-- The units of each property, in its buildings in force. Both tables are read in the order of the building: each building's units are summed before
-- its property is looked up, so that the look-ups go through the index in its own order, and only then comes the order of properties.
--
-- grain: bfe
-- large: yes
with

building_sum as (
    select building_id, count(*) as units, sum(area_m2) as unit_m2
    from raw_unit
    group by building_id
)

select b.bfe, sum(u.units) as units, sum(u.unit_m2) as unit_m2
from building_sum as u
cross join raw_building as b
where b.building_id = u.building_id
  and b.status in (6, 7)
group by b.bfe
