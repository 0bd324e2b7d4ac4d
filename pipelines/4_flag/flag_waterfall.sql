-- How far each property has come on the way from flagged to benefit: reviewed, decided, vacated, disposed, cost gone.
--
-- grain: property_id
-- Each step holds all later ones. Where an action leaves the property, the ledger of freed resources speaks: the cost is gone when its newest whole
-- year realised a net saving, and gone_dkk is what it counted of it; what is on its way is what the action planned. Without an action the cost
-- is gone when the accounts show no running cost in any month after the effect, and there is at least one such month in them. Area and saving
-- of a property that is gone are the baseline's, without one what was last known of it.
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

acted as (
    -- of an action that leaves the property the newest year that lies after its effect whole
    select a.property_id, min(a.planned_saving_ore) as planned_ore, max(r.year) as realised_year, max(case when r.year = l.year then r.counted_ore end) as counted_ore
    from core_action as a
    left join kpi_freed_result as r on r.action_id = a.action_id and r.realised = 1
    left join (select action_id, max(year) as year from kpi_freed_result where realised = 1 group by action_id) as l on l.action_id = a.action_id
    where a.kind in ('sell', 'demolish', 'end_lease', 'move') and a.category is null and a.state in ('decided', 'executed')
    group by a.property_id
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
    case when j.property_id is not null then case when e.took_effect = 1 and j.counted_ore > 0 then 1 else 0 end
         when e.took_effect = 1 and m.after_ore <= 0
              and (select max(first_month) from core_period where posted = 1) > substr(e.effect_on, 1, 7) then 1 else 0 end     as cost_gone,
    coalesce(p.net_area_m2, f.net_area_m2, a.net_area_m2)                                       as net_area_m2,
    coalesce(p.net_area_m2_low, f.net_area_m2, a.net_area_m2_low)                               as net_area_m2_low,
    case when p.property_id is not null and p.net_area_m2 is not null then p.net_area_m2_high
         else coalesce(f.net_area_m2, a.net_area_m2_high) end                                   as net_area_m2_high,
    case when j.planned_ore is not null then round(j.planned_ore * 0.01, 2)
         when p.property_id is not null then round(p.cost_ore_low * 0.01, 2)
         else coalesce(f.cost_dkk, round(c.cost_ore_low * 0.01, 2)) end                         as saving_dkk,
    round(j.counted_ore * 0.01, 2)                                                              as gone_dkk
from known as k
left join flag_candidate as x on x.property_id = k.property_id
left join core_decision as e on e.property_id = k.property_id
left join acted as j on j.property_id = k.property_id
left join months as m on m.property_id = k.property_id
left join frozen as f on f.property_id = k.property_id
left join kpi_property as p on p.property_id = k.property_id
left join kpi_area as a on a.property_id = k.property_id
left join kpi_cost as c on c.property_id = k.property_id
