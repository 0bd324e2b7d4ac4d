-- Keys of the municipality's own files that its list of properties, or the register, does not have.
--
-- grain: feed, column_name, value
-- What was decided of a property that has since been sold or given back needs no row in the list.
-- Empty while the list itself is missing: then every key would be here.
with

keys as (
    select 'headcount' as feed, property_id, min(_file) as _file, min(_line) as _line, count(*) as row_count from raw_headcount group by property_id
    union all
    select 'bookings', property_id, min(_file), min(_line), count(*) from raw_bookings group by property_id
    union all
    select 'presence', property_id, min(_file), min(_line), count(*) from raw_presence group by property_id
    union all
    select 'cost_allocation', property_id, min(_file), min(_line), count(*) from raw_cost_allocation group by property_id
    union all
    select 'condition', property_id, min(_file), min(_line), count(*) from raw_condition where property_id is not null group by property_id
    union all
    select 'energy', property_id, min(_file), min(_line), count(*) from raw_energy group by property_id
    union all
    select 'leases', property_id, min(_file), min(_line), count(*) from raw_leases group by property_id
    union all
    select 'decisions', d.property_id, min(d._file), min(d._line), count(*)
    from raw_decisions as d
    left join core_decision as c on c.property_id = d.property_id
    where coalesce(c.took_effect, 0) = 0
    group by d.property_id
),

buildings as (
    select 'condition' as feed, building_id, min(_file) as _file, min(_line) as _line, count(*) as row_count
    from raw_condition
    where building_id is not null
    group by building_id
    union all
    select 'properties', building_id, min(_file), min(_line), count(*) from core_list_building group by building_id
)

select k.feed, 'property_id' as column_name, k.property_id as value, k.row_count, k._file, k._line
from keys as k
left join core_property as p on p.property_id = k.property_id
where p.property_id is null
  and exists (select 1 from core_property)
union all
select k.feed, case when k.feed = 'properties' then 'building_ids' else 'building_id' end, k.building_id, k.row_count, k._file, k._line
from buildings as k
left join core_building_state as b on b.building_id = k.building_id
where b.building_id is null
  and exists (select 1 from core_building_state)
