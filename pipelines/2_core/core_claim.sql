-- Which property of the municipality's list each building in force belongs to: named by UUID, else by the BFE number.
--
-- grain: building_id
-- A property of whose named buildings the register knows none falls back to its BFE number. Where two properties claim a building
-- in the same way, the one with the lower key gets it, and claim_count says so. What is sold or closed claims only what no other does.
with

known_by_building as (
    select distinct k.property_id
    from core_list_building as k
    join core_building_state as b on b.building_id = k.building_id
),

claims as (
    select k.building_id, k.property_id, p.in_use, 1 as way, k._file, k._line
    from core_list_building as k
    join core_listed as p on p.property_id = k.property_id
    join core_building_home as h on h.building_id = k.building_id
    union all
    select h.building_id, p.property_id, p.in_use, 2 as way, p._file, p._line
    from core_listed as p
    join core_building_home as h on h.bfe_number = p.bfe_number
    left join known_by_building as k on k.property_id = p.property_id
    where k.property_id is null
),

ranked as (
    select
        building_id, property_id, way, _file, _line,
        row_number() over (partition by building_id order by in_use desc, way, property_id) as claim_rank,
        count(*) over (partition by building_id, in_use, way) as claim_count
    from claims
)

select
    building_id,
    property_id,
    case when way = 1 then 'building' else 'bfe' end as claimed_by,
    claim_count,
    _file,
    _line
from ranked
where claim_rank = 1
