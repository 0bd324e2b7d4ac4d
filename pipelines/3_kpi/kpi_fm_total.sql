-- Each service's cost in all, its share of all services, and the money that has no service, or no property.
--
-- grain: service
-- cost_ore_low is what is known: where a property's months are missing, or its price, there may be more, and no value. A share is of what is known of all services.
with

known as (
    select c.service, sum(case when c.cost_ore is not null then 1 else 0 end) as properties, sum(case when c.cost_ore is null then 1 else 0 end) as without_price,
        sum(c.cost_ore_low) as cost_ore_low,
        case when count(c.cost_ore) = count(*) then sum(c.cost_ore) end as cost_ore, case when count(c.cost_ore_high) = count(*) then sum(c.cost_ore_high) end as cost_ore_high
    from kpi_fm_cost as c
    group by c.service
    union all
    select q.service, count(*), 0, sum(q.amount_ore_low), sum(q.amount_ore), sum(q.amount_ore_high)
    from kpi_fm_posting as q
    join core_service as v on v.service = q.service and v.counts = 0
    join kpi_property as p on p.property_id = q.property_id
    group by q.service
)

select v.service, v.position, v.counts, k.properties, k.without_price, k.cost_ore, k.cost_ore_low, k.cost_ore_high, u.amount_ore as unallocated_ore,
    case when v.counts = 1 then round(cast(k.cost_ore_low * 100 as double) / nullif(sum(case when v.counts = 1 then k.cost_ore_low end) over (), 0), 2) end as share_percent
from core_service as v
left join known as k on k.service = v.service
left join kpi_fm_unallocated as u on u.service = v.service
where k.service is not null or u.service is not null
