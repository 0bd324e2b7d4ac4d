-- The buildings in force on the properties of the municipality's list that are in use.
--
-- grain: property_id, building_id
select
    b.building_id, b.property_id, p.name,
    -- the property's by the list, else the building's own, else the property's
    case when p.address_source = 'list' then p.address else coalesce(a.address, p.address) end as address,
    case when p.address_source = 'list' then 'list' when a.address is not null then 'dar' else p.address_source end as address_source,
    b.bfe_number, b.authority_code, p.sector, u.conclusion,
    b.use_code, b.use_name_da as use_da, b.use_name_en as use_en, b.built_year, b.converted_year,
    b.total_area_m2, b.attic_m2, b.basement_m2, b.bda_m2 as area_m2, b.floors,
    k.condition_mark, round(k.backlog_ore * 0.01, 2) as backlog_dkk,
    coalesce(b.easting_m, a.easting_m) as easting_m, coalesce(b.northing_m, a.northing_m) as northing_m, r.file, b._line as line, b._record as record
from core_building as b
join core_property as p on p.property_id = b.property_id and p.in_use = 1
left join core_building_address as a on a.building_id = b.building_id
left join kpi_building as k on k.building_id = b.building_id
left join report_conclusion as u on u.property_id = b.property_id
left join raw_file as r on r._file = b._file
