-- Where the municipality's list and the register disagree on what the municipality has.
--
-- grain: kind, property_key, bfe_key, building_key
-- kind: not_municipal_owner (in the list as owned, but the owner is another), in_register_not_list (owner code 50 with buildings, in no
-- property of the list), in_list_not_register, no_bfe, building_not_found, building_not_in_force, building_claimed_twice, bfe_claimed_twice,
-- condition_not_in_force (condition marks of a building that the register calls demolished or ended: they count no more).
-- Owner code 50 covers the main owner only and never leased premises: it decides nothing, it only asks. Where the register of owners was delivered
-- (core_ownership) it stands in the code's place.
with

own_register as (
    select b.bfe_number, min(b.authority_code) as authority_code, min(b.owner_code) as owner_code, count(*) as building_count,
        sum(b.bda_m2) as bda_m2, count(b.property_id) as listed_count, min(b._file) as _file, min(b._line) as _line
    from core_building as b
    left join core_ownership as o on o.bfe_number = b.bfe_number
    cross join (select count(*) as properties from core_ownership) as e
    where case when e.properties > 0 then o.bfe_number is not null else b.owner_code = '50' end
    group by b.bfe_number
),

twice as (
    select bfe_number, count(*) as property_count from core_listed
    where bfe_number is not null and building_ids is null and in_use = 1
    group by bfe_number
    having count(*) > 1
),

found as (
    select case when p.in_register = 0 then 'in_list_not_register' else 'not_municipal_owner' end as kind, p.property_id,
        p.bfe_number, null as building_id, p.authority_code, p.owner_code, p.building_count, p.area_m2 as list_area_m2,
        p.register_bda_m2 as register_area_m2, p._file, p._line
    from core_property as p
    left join core_ownership as o on o.bfe_number = p.bfe_number
    cross join (select count(*) as properties from core_ownership) as e
    where p.tenure in ('owned', 'leased_out') and p.in_use = 1
      and (p.bfe_number is not null or p.in_register = 1)
      and (p.in_register = 0 or case when e.properties > 0 then p.bfe_number is not null and o.bfe_number is null else p.owner_code <> '50' end)
    union all
    select 'no_bfe', p.property_id, null, null, p.authority_code, null, 0, p.area_m2, null, p._file, p._line
    from core_property as p
    where p.tenure not in ('leased_in', 'unclear') and p.bfe_number is null and p.in_register = 0 and p.in_use = 1
    union all
    select 'in_register_not_list', null, r.bfe_number, null, r.authority_code, r.owner_code, r.building_count, null, r.bda_m2, r._file, r._line
    from own_register as r
    left join core_listed as p on p.bfe_number = r.bfe_number
    where r.listed_count = 0 and p.property_id is null
    union all
    select case when b.building_id is null then 'building_not_found' else 'building_not_in_force' end,
        k.property_id, null, k.building_id, b.authority_code, null, 1, null, b.total_area_m2, k._file, k._line
    from core_list_building as k
    left join core_building_state as b on b.building_id = k.building_id
    join core_listed as p on p.property_id = k.property_id and p.in_use = 1
    where b.building_id is null or b.in_force = 0
    union all
    select 'building_claimed_twice', k.property_id, null, k.building_id, b.authority_code, b.owner_code, 1, null, b.bda_m2, k._file, k._line
    from core_list_building as k
    join core_claim as c on c.building_id = k.building_id and c.claimed_by = 'building' and c.claim_count > 1
    join core_listed as p on p.property_id = k.property_id and p.in_use = 1
    join core_building as b on b.building_id = k.building_id
    union all
    select 'condition_not_in_force', coalesce(c.property_id, k.property_id), null, c.building_id, b.authority_code, null, 1, null, b.total_area_m2,
        min(c._file), min(c._line)
    from raw_condition as c
    join core_building_state as b on b.building_id = c.building_id and b.in_force = 0
    left join core_list_building as k on k.building_id = c.building_id
    group by coalesce(c.property_id, k.property_id), c.building_id, b.authority_code, b.total_area_m2
    union all
    select 'bfe_claimed_twice', p.property_id, p.bfe_number, null, null, null, null, p.area_m2, null, p._file, p._line
    from core_listed as p
    join twice as t on t.bfe_number = p.bfe_number
    where p.building_ids is null and p.in_use = 1
)

select
    kind,
    coalesce(property_id, '') as property_key,
    coalesce(bfe_number, '') as bfe_key,
    coalesce(building_id, '') as building_key,
    property_id,
    bfe_number,
    building_id,
    authority_code,
    owner_code,
    building_count,
    list_area_m2,
    register_area_m2,
    _file,
    _line
from found
