-- What each action that is decided or took effect lays claim to: the cost cells of its own property, its receivers and its shared cost centres, with the frozen cost.
--
-- grain: action_id, place_kind, place_id, category
-- leaves: the action gives up its property whole, so that from its effect on every cell of it is the action's. The cost before of a
-- place is what was frozen of it, else what the accounts say of the whole calendar year before the effect; a year that is not whole leaves it unknown.
-- base_gap: a kind of cost with a posting every month has months without one.
with

effective as (
    select a.action_id, a.property_id, a.kind, a.category, a.effect_on, a.area_m2, a.took_effect,
        cast(substr(a.effect_on, 1, 4) as integer)                                          as effect_year,
        coalesce(cast(substr(a.ended_on, 1, 4) as integer), 9999)                           as last_year,
        case when a.kind in ('sell', 'demolish', 'end_lease', 'move') and a.category is null then 1 else 0 end as leaves,
        coalesce(f.baseline_year, a.baseline_year)                                          as baseline_year
    from core_action as a
    left join (select action_id, min(baseline_year) as baseline_year from core_action_cost_baseline group by action_id) as f on f.action_id = a.action_id
    where a.took_effect = 1 or a.state = 'decided'
),

places as (
    select action_id, 'own' as role, 'property' as place_kind, property_id as place_id, cast(1 as double) as weight
    from effective
    union all
    select r.action_id, case when r.receiver_kind = 'property' then 'receiver' else 'shared' end, r.receiver_kind, coalesce(c.root, r.receiver_id),
        -- a shared centre of several actions is split by the area that each frees
        max(case when r.receiver_kind = 'property' then r.received_m2 else e.area_m2 end)
    from core_action_receiver as r
    join effective as e on e.action_id = r.action_id
    left join core_cost_centre_root as c on r.receiver_kind = 'cost_centre' and c.cost_centre = r.receiver_id
    group by r.action_id, r.receiver_kind, coalesce(c.root, r.receiver_id)
),

cells as (
    select place_kind, place_id, category from kpi_freed_cost
    union
    select place_kind, place_id, category from core_action_cost_baseline
)

select
    e.action_id, p.place_kind, p.place_id, c.category, p.role, e.kind,
    case when p.role = 'own' then e.leaves else 0 end as leaves,
    case when p.role = 'own' then e.action_id else '' end as group_key,
    e.took_effect, e.effect_on, e.effect_year, e.last_year, e.baseline_year, case when z.action_id is null then 0 else 1 end as frozen, p.weight,
    case when z.action_id is not null then coalesce(f.amount_ore, 0) when y.whole = 1 then coalesce(b.amount_ore, 0) end as base_ore,
    case when y.whole = 1 then coalesce(b.amount_ore, 0) end as accounts_ore,
    coalesce(b.months, 0) as base_months, b._file,
    case when z.action_id is null and b.months < g.postings_per_year then 1 else 0 end as base_gap
from effective as e
join places as p on p.action_id = e.action_id
join cells as c on c.place_kind = p.place_kind and c.place_id = p.place_id and (e.category is null or e.category = c.category)
join given_cost_categories as g on g.category = c.category and g.running = 1
left join kpi_freed_year as y on y.year = e.baseline_year
left join kpi_freed_cost as b on b.place_kind = c.place_kind and b.place_id = c.place_id and b.category = c.category and b.year = e.baseline_year
left join (select distinct action_id, place_kind, place_id from core_action_cost_baseline) as z on z.action_id = e.action_id and z.place_kind = p.place_kind and z.place_id = p.place_id
left join core_action_cost_baseline as f on f.action_id = e.action_id and f.place_kind = c.place_kind and f.place_id = c.place_id and f.category = c.category
