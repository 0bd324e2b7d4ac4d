-- Register area that lies in a property's buildings or units and does not count for it: once is enough, and dwellings are no operating area.
--
-- grain: property_id, building_key, reason, other_key
-- condominium: a unit in the property's building that is a property of the list by itself (other_key) counts there, and left with it when it was
-- sold. dwelling: homes of care
-- and youth by their use code (given_left_out); in a building of such homes all but its units of another use, elsewhere the homes alone.
with

units as (
    select u.building_id, u.building_property_id, u.property_id,
        sum(case when l.code is not null then u.area_m2 else 0 end) as home_m2,
        sum(case when l.code is null then u.area_m2 else 0 end)     as other_m2,
        count(*)                                                    as unit_count,
        min(u._file) as _file, min(u._line) as _line
    from core_unit as u
    left join given_left_out as l on l.list = 'enhedens_anvendelse' and l.code = u.use_code
    where u.property_id is not null and u.area_m2 > 0
    group by u.building_id, u.building_property_id, u.property_id
),

-- what of a building's units is no home of its own property: service areas, and what counts with another property
not_homes as (
    select building_id, sum(case when property_id = building_property_id then other_m2 else home_m2 + other_m2 end) as area_m2
    from units
    where building_property_id is not null
    group by building_id
),

homes as (
    select b.property_id, b.building_id,
        case when coalesce(n.area_m2, 0) < b.bda_m2 then b.bda_m2 - coalesce(n.area_m2, 0) else 0 end as area_m2, b._file, b._line
    from core_building as b
    join given_left_out as l on l.list = 'bygningens_anvendelse' and l.code = b.use_code
    left join not_homes as n on n.building_id = b.building_id
    where b.property_id is not null and b.outbuilding = 0
    union all
    select u.property_id, u.building_id, u.home_m2, u._file, u._line
    from units as u
    left join core_building as b on b.building_id = u.building_id
    left join given_left_out as l on l.list = 'bygningens_anvendelse' and l.code = b.use_code
    where u.home_m2 > 0 and (l.code is null or u.property_id is distinct from u.building_property_id)
)

select building_property_id as property_id, coalesce(building_id, '') as building_key, 'condominium' as reason, property_id as other_key,
    home_m2 + other_m2 as area_m2, unit_count, _file, _line
from units
where property_id <> building_property_id
union all
select property_id, coalesce(building_id, ''), 'dwelling', '', area_m2, null, _file, _line
from homes
where area_m2 > 0
