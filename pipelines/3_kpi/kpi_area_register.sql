-- What the register says about each property's area: its buildings and the units that are a property by themselves, each m² once.
--
-- grain: property_id
-- register_m2 is what counts: without the condominiums that count with another property of the list, and without homes of care and youth.
-- A property all of whose buildings were demolished is known to have none, which is not the same as unknown. areas_missing: how many of its
-- buildings and units have no area in the register, so that register_m2 is the least that it can be.
with

buildings as (
    select
        property_id,
        sum(case when outbuilding = 0 then bda_m2 end)        as bda_m2,
        sum(case when outbuilding = 0 then total_area_m2 end) as total_area_m2,
        sum(case when outbuilding = 0 then attic_m2 end)      as attic_m2,
        sum(case when outbuilding = 0 then basement_m2 end)   as basement_m2,
        sum(case when outbuilding = 0 then dwelling_m2 end)   as dwelling_m2,
        sum(case when outbuilding = 0 then business_m2 end)   as business_m2,
        sum(case when outbuilding = 1 then footprint_m2 end)  as outbuilding_m2,
        count(*)                                              as building_count,
        sum(case when outbuilding = 0 and bda_m2 is null then 1 else 0 end) as areas_missing,
        min(case when outbuilding = 0 then built_year end)    as oldest_built_year
    from core_building
    where property_id is not null
    group by property_id
),

units as (
    -- condominiums in buildings that are another's, or nobody's in the list
    select property_id, sum(area_m2) as area_m2, sum(case when area_m2 is null then 1 else 0 end) as areas_missing
    from core_unit
    where property_id is not null and property_id is distinct from building_property_id
    group by property_id
),

left_out as (
    select property_id,
        sum(case when reason = 'condominium' then area_m2 end) as elsewhere_m2,
        sum(case when reason = 'dwelling' then area_m2 end)    as homes_m2
    from core_left_out
    group by property_id
),

ended as (
    select distinct property_id
    from core_ended_building
)

select
    p.property_id,
    nullif(coalesce(b.bda_m2, 0) + coalesce(u.area_m2, 0), 0) as gross_m2,
    case when coalesce(b.bda_m2, 0) + coalesce(u.area_m2, 0) = 0 then case when e.property_id is not null and b.property_id is null then 0 end
         when coalesce(b.bda_m2, 0) + coalesce(u.area_m2, 0) < coalesce(o.elsewhere_m2, 0) + coalesce(o.homes_m2, 0) then 0
         else coalesce(b.bda_m2, 0) + coalesce(u.area_m2, 0) - coalesce(o.elsewhere_m2, 0) - coalesce(o.homes_m2, 0) end as register_m2,
    o.elsewhere_m2,
    o.homes_m2,
    coalesce(b.areas_missing, 0) + coalesce(u.areas_missing, 0) as areas_missing,

    -- parts of its buildings, whoever they count with
    b.total_area_m2,
    b.attic_m2,
    b.basement_m2,
    b.dwelling_m2,
    b.business_m2,
    b.outbuilding_m2,
    coalesce(b.building_count, 0)             as building_count,
    b.oldest_built_year
from core_property as p
left join buildings as b on b.property_id = p.property_id
left join units as u on u.property_id = p.property_id
left join left_out as o on o.property_id = p.property_id
left join ended as e on e.property_id = p.property_id
