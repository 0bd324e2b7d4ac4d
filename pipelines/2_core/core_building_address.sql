-- The address and the point of access of each building in force, by the address register (DAR).
--
-- grain: building_id
-- The building's own house number, else that of an entrance, else one that leads to the building; of several the first by its address.
with

named as (
    select b.building_id, 1 as way, b.house_number_id
    from core_building_state as b
    where b.in_force = 1 and b.house_number_id is not null
    union all
    select e.building_id, 2, e.house_number_id
    from core_entrance as e
    where e.building_id is not null and e.house_number_id is not null
    union all
    select h.building_id, 3, h.house_number_id
    from core_house_number as h
    where h.building_id is not null
),

ranked as (
    select w.building_id, w.way, h.house_number_id, h.address, h.easting_m, h.northing_m, h._file, h._line, h._record,
        row_number() over (partition by w.building_id order by w.way, h.address, h.house_number_id) as address_rank
    from named as w
    join core_house_number as h on h.house_number_id = w.house_number_id
)

select building_id, house_number_id, address, easting_m, northing_m, _file, _line, _record
from ranked
where address_rank = 1
