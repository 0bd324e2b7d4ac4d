-- What the register holds of each municipality in force: counts and areas, with or without the municipality's own list.
--
-- grain: authority_code
with

buildings as (
    select
        authority_code,
        count(*) as building_count,
        sum(1 - outbuilding) as main_building_count,
        sum(total_area_m2) as total_area_m2,
        sum(bda_m2) as bda_m2,
        sum(dwelling_m2) as dwelling_m2,
        sum(business_m2) as business_m2,
        sum(case when outbuilding = 1 then footprint_m2 end) as outbuilding_m2,
        count(property_id) as listed_building_count,
        sum(case when owner_code = '50' then 1 else 0 end) as own_building_count,
        sum(case when owner_code = '50' then total_area_m2 end) as own_total_area_m2,
        sum(case when owner_code = '50' then bda_m2 end) as own_bda_m2
    from core_building
    group by authority_code
),

units as (
    select authority_code, count(*) as unit_count, sum(area_m2) as unit_area_m2
    from core_unit
    group by authority_code
),

properties as (
    select
        authority_code,
        count(*) as register_property_count,
        sum(case when owner_code = '50' then 1 else 0 end) as own_register_property_count
    from core_register_property
    group by authority_code
)

select
    p.authority_code,
    a.name_da,
    p.register_property_count,
    p.own_register_property_count,
    coalesce(b.building_count, 0) as building_count,
    coalesce(b.main_building_count, 0) as main_building_count,
    coalesce(b.listed_building_count, 0) as listed_building_count,
    coalesce(b.own_building_count, 0) as own_building_count,
    b.total_area_m2,
    b.bda_m2,
    b.dwelling_m2,
    b.business_m2,
    b.outbuilding_m2,
    b.own_total_area_m2,
    b.own_bda_m2,
    coalesce(u.unit_count, 0) as unit_count,
    u.unit_area_m2
from properties as p
left join buildings as b on b.authority_code = p.authority_code
left join units as u on u.authority_code = p.authority_code
left join given_authorities as a on a.authority_code = p.authority_code
