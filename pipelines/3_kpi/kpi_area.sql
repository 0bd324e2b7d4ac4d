-- The area of each property as a lower and an upper bound, and the part of it that counts in the municipality's net area.
--
-- grain: property_id
-- Bounds: where the leading source and the own record differ by more than the limit, both stand; else the leading source does. Where the
-- register has no area of one of the buildings, what it has is the least: the own record is the most, and without one nobody knows the most.
-- The net area is what counts while the property is in use. Where its lease has ended and nobody has said more, it counts as it did.
with

limits as (
    select
        max(case when key = 'area_dispute_percent' then value end)  as dispute_percent,
        max(case when key = 'self_governing_counts' then value end) as self_governing_counts
    from given_thresholds
    where rule = 'input'
),

judged as (
    select
        s.*,
        x.self_governing_counts,
        case when s.leading_m2 is null or s.own_m2 is null then 0
             when s.areas_missing > 0 and s.own_m2 > s.leading_m2 then 1
             when abs(s.own_m2 - s.leading_m2) * 100 > x.dispute_percent * s.leading_m2 then 1
             else 0 end as area_disputed,
        case when s.areas_missing > 0 and s.leading_m2 is not null and s.own_m2 is null then 1 else 0 end as area_partial
    from kpi_area_source as s
    cross join limits as x
),

bounded as (
    select
        j.*,
        case when area_disputed = 1 and own_m2 < leading_m2 then own_m2 else coalesce(leading_m2, own_m2) end as bda_m2_low,
        case when area_partial = 1 then null
             when area_disputed = 1 and own_m2 > leading_m2 then own_m2 else coalesce(leading_m2, own_m2) end as bda_m2_high,
        case when tenure in ('owned', 'leased_in', 'unclear') then 1
             when tenure = 'self_governing' then self_governing_counts
             else 0 end as counts
    from judged as j
)

select
    property_id,
    tenure,
    coalesce(leading_m2, own_m2)          as bda_m2,
    bda_m2_low,
    bda_m2_high,
    -- what a figure per m² may be a value of: none where the register has no area of a building
    case when area_partial = 0 then coalesce(leading_m2, own_m2) end as whole_m2,
    -- what is let to others is none of it, known or not
    case when counts = 0 then 0 else counts * coalesce(leading_m2, own_m2) end as net_area_m2,
    case when counts = 0 then 0 else counts * bda_m2_low end  as net_area_m2_low,
    case when counts = 0 then 0 else counts * bda_m2_high end as net_area_m2_high,
    area_disputed,
    area_partial,
    areas_missing,
    case when coalesce(leading_m2, own_m2) is null then 'none'
         when leading_m2 is null then 'own'
         when tenure in ('leased_in', 'unclear') and lease_m2 is not null then 'lease'
         else 'register' end              as area_source,
    register_m2, lease_m2, own_m2, elsewhere_m2, homes_m2,
    -- the most area that the property's money and heat may be for: what counts, and the homes beside it
    bda_m2_high + coalesce(homes_m2, 0)   as covered_m2_high,
    total_area_m2, attic_m2, basement_m2, dwelling_m2, business_m2, outbuilding_m2,
    building_count, oldest_built_year, lease_count
from bounded
