-- What each source says about a property's area: the register, the lease and the municipality's own record.
--
-- grain: property_id
-- The lease leads for leased premises, the register for all others: BBR knows nothing of the part of a building that is leased.
with

leases as (
    -- those that run; where none does, those that ended last: their area stands until somebody says more. Where one of them says no area,
    -- nobody knows what they are together
    select property_id, case when count(area_m2) = count(*) then sum(area_m2) end as area_m2, sum(running) as lease_count
    from (select l.*, rank() over (partition by l.property_id order by l.running desc, case when l.running = 0 then l.ends_on end desc) as lease_rank
          from core_lease as l) as ranked
    where lease_rank = 1
    group by property_id
)

select
    p.property_id,
    p.tenure,

    -- what each source says
    r.register_m2,
    nullif(l.area_m2, 0)                      as lease_m2,
    -- an own record that is nearer to the whole of the register's area than to the part of it that counts means the whole
    case when abs(p.area_m2 - r.gross_m2) >= abs(p.area_m2 - r.register_m2) or r.gross_m2 is null or p.area_m2 is null then nullif(p.area_m2, 0)
         when p.area_m2 > r.gross_m2 - r.register_m2 then p.area_m2 - r.gross_m2 + r.register_m2
         else 0 end                           as own_m2,
    case when p.tenure in ('leased_in', 'unclear') then coalesce(nullif(l.area_m2, 0), r.register_m2) else r.register_m2 end as leading_m2,

    -- register area in its buildings that does not count here: with another property of the list, and as homes
    r.elsewhere_m2,
    case when p.tenure in ('leased_in', 'unclear') and l.area_m2 > 0 then null else r.homes_m2 end as homes_m2,

    -- parts, as the register has them
    r.total_area_m2,
    r.attic_m2,
    r.basement_m2,
    r.dwelling_m2,
    r.business_m2,
    r.outbuilding_m2,
    case when p.tenure in ('leased_in', 'unclear') and l.area_m2 > 0 then 0 else r.areas_missing end as areas_missing,
    r.building_count,
    r.oldest_built_year,
    coalesce(l.lease_count, 0)                as lease_count
from core_property as p
join kpi_area_register as r on r.property_id = p.property_id
left join leases as l on l.property_id = p.property_id
