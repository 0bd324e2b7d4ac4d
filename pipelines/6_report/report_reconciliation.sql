-- Where the municipality's list and the register disagree: found in one only, another owner, another area, no property number.
--
-- grain: position
-- A register category of the main owner is a hint, never proof: leased premises are never in it. Where the register of owners was delivered
-- (core_ownership, by the municipality's CVR number) it speaks instead of the category, and says the share.
with

limits as (
    select max(value) as dispute_percent from given_thresholds where rule = 'input' and key = 'area_dispute_percent'
),

municipal as (
    -- owner category 50: the municipality as main owner
    select b.bfe_number, min(b.authority_code) as authority_code, min(b.owner_code) as owner_code,
        count(*) as buildings, sum(b.bda_m2) as area_m2
    from core_building as b
    cross join (select count(*) as properties from core_ownership) as e
    where b.owner_code = '50' and e.properties = 0
      and b.property_id is null
      and b.bfe_number not in (select bfe_number from core_property where bfe_number is not null)
    group by b.bfe_number
),

found as (
    select 'in_list_not_register' as kind, 1 as kind_order, property_id, name, address, bfe_number, authority_code, owner_code, building_count as buildings, area_m2 as list_area_m2, register_bda_m2 as register_area_m2, null as building_id, null as other_key
    from core_property where in_use = 1 and in_register = 0 and tenure not in ('leased_in', 'unclear')
    union all
    select 'in_register_not_list', 2, null, null, null, bfe_number, authority_code, owner_code, buildings, null, area_m2, null, null
    from municipal
    union all
    -- by the register of owners: what has buildings, and condominiums
    select 'owned_not_list', 2, null, null, null, o.bfe_number, b.authority_code, o.owner_code, b.buildings, null, b.area_m2, null, case when o.share_percent < 100 then o.share_text end
    from core_ownership as o
    join (select bfe_number, min(authority_code) as authority_code, count(*) as buildings, sum(bda_m2) as area_m2 from core_building where property_id is null group by bfe_number
          union all select bfe_number, null, 0, null from core_condominium where property_id is null group by bfe_number) as b on b.bfe_number = o.bfe_number
    left join core_property as p on p.bfe_number = o.bfe_number
    where p.property_id is null
    union all
    select case when o.bfe_number is null then 'owned_by_other' else 'owned_in_part' end, 3, p.property_id, p.name, p.address, p.bfe_number, p.authority_code, p.owner_code, p.building_count,
        p.area_m2, p.register_bda_m2, null, case when o.share_percent < 100 then o.share_text end
    from core_property as p cross join (select count(*) as properties from core_ownership) as e left join core_ownership as o on o.bfe_number = p.bfe_number
    where p.in_use = 1 and p.tenure = 'owned' and p.bfe_number is not null and e.properties > 0 and (o.bfe_number is null or o.share_percent < 100)
    union all
    select 'not_municipal_owner', 3, property_id, name, address, bfe_number, authority_code, owner_code, building_count, area_m2, register_bda_m2, null, null
    from core_property cross join (select count(*) as properties from core_ownership) as e where in_use = 1 and tenure = 'owned' and owner_code is not null and owner_code <> '50' and e.properties = 0
    union all
    select 'area_differs', 4, p.property_id, p.name, p.address, p.bfe_number, p.authority_code, p.owner_code, p.building_count, a.own_m2, a.register_m2, null, null
    from core_property as p join kpi_area as a on a.property_id = p.property_id cross join limits as x
    where p.in_use = 1 and p.tenure not in ('leased_in', 'unclear') and abs(a.own_m2 - a.register_m2) * 100 > x.dispute_percent * a.register_m2
    union all
    select 'no_bfe', 5, property_id, name, address, bfe_number, authority_code, owner_code, building_count, area_m2, register_bda_m2, null, null
    from core_property where in_use = 1 and bfe_number is null and tenure not in ('leased_in', 'unclear')
    union all
    select r.kind, 6, r.property_id, p.name, p.address, r.bfe_number, r.authority_code, r.owner_code, r.building_count, r.list_area_m2, r.register_area_m2, r.building_id, null
    from core_reconciliation as r left join core_property as p on p.property_id = r.property_id
    where r.kind in ('building_not_found', 'building_not_in_force', 'building_claimed_twice', 'bfe_claimed_twice', 'condition_not_in_force')
    union all
    -- what of the register's area does not count with the property, building by building
    select case o.reason when 'dwelling' then 'homes_left_out' else 'condominium_on_listed_land' end, 7, p.property_id,
        p.name, p.address, p.bfe_number, p.authority_code, p.owner_code, 1, null, o.area_m2, nullif(o.building_key, ''), nullif(o.other_key, '')
    from core_left_out as o join core_property as p on p.property_id = o.property_id and p.in_use = 1
    union all
    -- what the list leaves out and a register fills in
    select 'address_from_' || address_source, 8, property_id, name, address, bfe_number, authority_code, owner_code, building_count, area_m2, register_bda_m2, null, null
    from core_property where in_use = 1 and address_source <> 'list'
    union all
    select 'point_from_dar', 9, property_id, name, address, bfe_number, authority_code, owner_code, building_count, area_m2, register_bda_m2, null, null
    from core_property where in_use = 1 and point_source = 'dar'
)

select
    row_number() over (order by f.kind_order, f.kind, f.property_id, f.bfe_number, f.building_id, f.other_key) as position,
    f.kind, f.property_id, f.name, f.address, f.bfe_number, f.building_id, f.authority_code, f.owner_code, f.buildings,
    f.list_area_m2, f.register_area_m2, f.list_area_m2 - f.register_area_m2 as difference_m2,
    s.name_da || coalesce(' (' || f.other_key || ')', '') as sentence_da, s.name_en || coalesce(' (' || f.other_key || ')', '') as sentence_en
from found as f
left join given_sentences as s on s.topic = 'reconciliation' and s.code = f.kind
