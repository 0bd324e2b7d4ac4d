-- What each source says about a property's area: the register, the lease and the municipality's own record.
--
-- grain: property_id
-- The lease leads for leased premises, the register for all others: BBR knows nothing of the part of a building that is leased.
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
        min(case when outbuilding = 0 then built_year end)    as oldest_built_year
    from core_building
    where property_id is not null
    group by property_id
),

units as (
    select property_id, sum(area_m2) as area_m2
    from core_unit
    where property_id is not null
    group by property_id
),

leases as (
    -- those that run; where none does, those that ended last: their area stands until somebody says more
    select property_id, sum(area_m2) as area_m2, sum(running) as lease_count
    from (select l.*, rank() over (partition by l.property_id order by l.running desc, case when l.running = 0 then l.ends_on end desc) as lease_rank
          from core_lease as l) as ranked
    where lease_rank = 1
    group by property_id
)

select
    p.property_id,
    p.tenure,

    -- what each source says; the units stand in for a property that is part of a building
    nullif(coalesce(b.bda_m2, u.area_m2), 0)  as register_m2,
    nullif(l.area_m2, 0)                      as lease_m2,
    nullif(p.area_m2, 0)                      as own_m2,
    case when p.tenure in ('leased_in', 'unclear')
        then coalesce(nullif(l.area_m2, 0), nullif(coalesce(b.bda_m2, u.area_m2), 0))
        else nullif(coalesce(b.bda_m2, u.area_m2), 0)
    end                                       as leading_m2,

    -- parts, as the register has them
    b.total_area_m2,
    b.attic_m2,
    b.basement_m2,
    b.dwelling_m2,
    b.business_m2,
    b.outbuilding_m2,
    coalesce(b.building_count, 0)             as building_count,
    b.oldest_built_year,
    coalesce(l.lease_count, 0)                as lease_count
from core_property as p
left join buildings as b on b.property_id = p.property_id
left join units as u on u.property_id = p.property_id
left join leases as l on l.property_id = p.property_id
