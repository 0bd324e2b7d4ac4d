-- The buildings that are current and in force, with their areas, their registered property and their place in the municipality's list.
--
-- grain: building_id
-- large: yes
-- index: property_id
-- index: bfe_number
-- rebuild: building_id
-- Operating area (BDA) = total building area + used attic + basement (S4, S5); attic and basement come from the floors in force.
with

floor_sums as (
    select
        building_id,
        sum(attic_m2) as attic_m2,
        sum(basement_m2) as basement_m2,
        count(*) as floor_count
    from core_floor
    group by building_id
)

select
    -- identity
    b.building_id,
    c.property_id,
    h.register_property_id,
    h.bfe_number,
    b.authority_code,
    b.plot_id,
    h.on_foreign_land,
    h.owner_code,
    h.land_owner_code,

    -- use
    b.use_code,
    u.name_da as use_name_da,
    u.name_en as use_name_en,
    u.state as use_code_state,
    s.sector as use_sector,
    case when b.use_code between '910' and '999' then 1 else 0 end as outbuilding,

    -- area: a building without floors has neither attic nor basement area; a negative one is a building case's and unknown here
    case when b.total_area_m2 >= 0 then b.total_area_m2 end as total_area_m2,
    f.attic_m2,
    f.basement_m2,
    case when b.total_area_m2 >= 0 then b.total_area_m2 end + coalesce(f.attic_m2, 0) + coalesce(f.basement_m2, 0) as bda_m2,
    b.dwelling_m2,
    b.business_m2,
    b.footprint_m2,
    b.area_source_code,
    coalesce(f.floor_count, 0) as floor_count,

    -- the building itself
    b.floors,
    b.built_year,
    b.converted_year,
    b.heating_code,
    b.fuel_code,
    b.listed_code,
    b.easting_m,
    b.northing_m,
    b.valid_from,
    b._file,
    b._line,
    b._record
from core_building_state as b
join core_building_home as h on h.building_id = b.building_id
left join core_claim as c on c.building_id = b.building_id
left join floor_sums as f on f.building_id = b.building_id
left join given_codes as u on u.list = 'bygningens_anvendelse' and u.code = b.use_code
left join given_use_sector as s on s.use_code = b.use_code
where b.in_force = 1
