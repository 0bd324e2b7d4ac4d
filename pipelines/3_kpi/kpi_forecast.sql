-- Expected users of each sector and locality in five and ten years against the capacity its properties have today.
--
-- grain: sector, locality
-- A locality of null in the forecast speaks of the sector as a whole and is not used for a locality.
with

expected as (
    select
        f.sector,
        f.locality,
        sum(case when f.year = n.years_ahead_5 then f.users end)  as users_5,
        sum(case when f.year = n.years_ahead_10 then f.users end) as users_10
    from core_forecast as f
    cross join night as n
    where f.locality is not null
    group by f.sector, f.locality
),

held as (
    select
        p.sector,
        p.locality,
        sum(u.capacity)                                     as capacity_known,
        count(*)                                            as properties,
        -- a place that says it has no users and no capacity is closed, not unknown
        sum(case when u.capacity is null and coalesce(u.users, 1) > 0 then 1 else 0 end) as properties_without_capacity
    from core_property as p
    left join kpi_user as u on u.property_id = p.property_id
    where p.tenure <> 'leased_out' and p.in_use = 1
    group by p.sector, p.locality
)

select
    h.sector,
    h.locality,
    e.users_5,
    e.users_10,
    h.capacity_known,
    h.properties,
    h.properties_without_capacity,
    -- a property whose capacity is not known can only add to the capacity: the share has no lower bound but 0
    round(cast(e.users_5 * 100 as double) / nullif(h.capacity_known, 0), 1)  as forecast_5_percent_high,
    round(cast(e.users_10 * 100 as double) / nullif(h.capacity_known, 0), 1) as forecast_10_percent_high,
    case when e.users_5 is not null and h.properties_without_capacity > 0 then 0
         else round(cast(e.users_5 * 100 as double) / nullif(h.capacity_known, 0), 1) end  as forecast_5_percent_low,
    case when e.users_10 is not null and h.properties_without_capacity > 0 then 0
         else round(cast(e.users_10 * 100 as double) / nullif(h.capacity_known, 0), 1) end as forecast_10_percent_low
from held as h
left join expected as e on e.sector = h.sector and e.locality = h.locality
