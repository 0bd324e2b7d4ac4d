-- How far each property has come on the way from flagged to benefit: reviewed, decided, vacated, disposed, cost gone.
--
-- grain: property_id
-- Each step holds all later ones. The cost is gone when the accounts show no running cost in any month after the effect, and there is
-- at least one such month in them. Area and saving of a property that is gone are the baseline's, without one what was last known of it.
with

months as (
    -- a posting of a year or a quarter in which the effect fell says nothing of the months after it
    select e.property_id, sum(case when d.period is not null and g.running = 1 then c.amount_ore else 0 end) as after_ore
    from core_decision as e
    left join core_cost as c on c.property_id = e.property_id
    left join core_period as d on d.period = c.period and d.first_month > substr(e.effect_on, 1, 7)
    left join given_cost_categories as g on g.category = c.category
    where e.took_effect = 1
    group by e.property_id
),

frozen as (
    select property_id,
        max(case when figure = 'net_area_m2' then value end) as net_area_m2,
        max(case when figure = 'cost_dkk' then value end)    as cost_dkk
    from baseline_property
    group by property_id
),

known as (
    select property_id from flag_candidate
    union
    select property_id from core_decision
)

select
    k.property_id,
    case when x.property_id is not null then 1 else 0 end                                       as flagged,
    case when e.property_id is not null then 1 else 0 end                                       as reviewed,
    case when e.verdict in ('exit', 'done') or e.took_effect = 1 then 1 else 0 end              as decided,
    coalesce(e.took_effect, 0)                                                                  as vacated,
    case when e.took_effect = 1 and e.effect in ('sold', 'demolished', 'lease_ended') then 1 else 0 end as disposed,
    case when e.took_effect = 1 and m.after_ore <= 0
              and (select max(first_month) from core_period where posted = 1) > substr(e.effect_on, 1, 7) then 1 else 0 end     as cost_gone,
    coalesce(p.net_area_m2, f.net_area_m2, a.net_area_m2)                                       as net_area_m2,
    coalesce(p.net_area_m2_low, f.net_area_m2, a.net_area_m2_low)                               as net_area_m2_low,
    case when p.property_id is not null and p.net_area_m2 is not null then p.net_area_m2_high
         else coalesce(f.net_area_m2, a.net_area_m2_high) end                                   as net_area_m2_high,
    case when p.property_id is not null then round(p.cost_ore_low * 0.01, 2)
         else coalesce(f.cost_dkk, round(c.cost_ore_low * 0.01, 2)) end                         as saving_dkk
from known as k
left join flag_candidate as x on x.property_id = k.property_id
left join core_decision as e on e.property_id = k.property_id
left join months as m on m.property_id = k.property_id
left join frozen as f on f.property_id = k.property_id
left join kpi_property as p on p.property_id = k.property_id
left join kpi_area as a on a.property_id = k.property_id
left join kpi_cost as c on c.property_id = k.property_id
