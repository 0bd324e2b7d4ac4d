-- Expected users of each sector and locality in five and ten years against the capacity its properties have today, with bounds.
--
-- grain: sector, locality
-- A locality of null in the forecast speaks of the sector as a whole and is not used for a locality. Bounds: a capacity that is not known
-- can only add to the capacity (no lower bound but 0, no value); users of fewer parts than in another year can only be more (no upper one).
with

expected as (
    select
        f.sector,
        f.locality,
        max(case when f.year = n.years_ahead_5 then f.users end)          as users_5,
        max(case when f.year = n.years_ahead_10 then f.users end)         as users_10,
        max(case when f.year = n.years_ahead_5 then f.parts end) - max(f.parts)  as parts_5,
        max(case when f.year = n.years_ahead_10 then f.parts end) - max(f.parts) as parts_10
    from core_forecast as f
    cross join night as n
    where f.locality is not null
    group by f.sector, f.locality
),

held as (
    select
        q.sector,
        p.locality,
        sum(u.capacity)                                     as capacity_known,
        sum(u.capacity_low)                                 as capacity_low,
        sum(u.capacity_high)                                as capacity_high,
        count(*)                                            as properties,
        -- a place that says it has no users and no capacity is closed, not unknown
        sum(case when u.capacity is null and coalesce(u.users, 1) > 0 then 1 else 0 end) as properties_without_capacity
    from core_property as p
    join core_property_use as q on q.property_id = p.property_id
    left join kpi_part_user as u on u.property_id = q.property_id and u.sector is q.sector
    where p.tenure <> 'leased_out' and p.in_use = 1
    group by q.sector, p.locality
)

select
    h.sector,
    h.locality,
    e.users_5,
    e.users_10,
    -- a year that lacks a part of what another year has says at least so many
    case when e.parts_5 < 0 or e.parts_10 < 0 then 1 else 0 end                           as partial,
    h.capacity_known,
    h.properties,
    h.properties_without_capacity,
    case when h.properties_without_capacity = 0 and e.parts_5 = 0
         then round(cast(e.users_5 * 100 as double) / nullif(h.capacity_known, 0), 1) end  as forecast_5_percent,
    case when e.users_5 is not null and h.properties_without_capacity > 0 then 0
         else round(cast(e.users_5 * 100 as double) / nullif(h.capacity_high, 0), 1) end   as forecast_5_percent_low,
    case when e.parts_5 = 0
         then round(cast(e.users_5 * 100 as double) / nullif(h.capacity_low, 0), 1) end    as forecast_5_percent_high,
    case when h.properties_without_capacity = 0 and e.parts_10 = 0
         then round(cast(e.users_10 * 100 as double) / nullif(h.capacity_known, 0), 1) end as forecast_10_percent,
    case when e.users_10 is not null and h.properties_without_capacity > 0 then 0
         else round(cast(e.users_10 * 100 as double) / nullif(h.capacity_high, 0), 1) end  as forecast_10_percent_low,
    case when e.parts_10 = 0
         then round(cast(e.users_10 * 100 as double) / nullif(h.capacity_low, 0), 1) end   as forecast_10_percent_high
from held as h
left join expected as e on e.sector = h.sector and e.locality = h.locality
