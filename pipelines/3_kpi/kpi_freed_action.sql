-- What each action freed in each year of the accounts: gross, what moved elsewhere, net, and why a figure is unknown.
--
-- grain: action_id, year
-- net = gross less moved; the headline is net between nought and the cost before, the rest is another change. Nothing is carried from part of a
-- year to the whole: a year of which a month is missing has no figure. grade A: the year lies after the effect; B: the effect came in it; C: its cells
-- belong to another action by now, so that nothing more is its own.
with

years as (
    select a.action_id, a.authority_code, a.kind, a.effect_on, a.baseline_year, a.planned_saving_ore, a.price_year, y.year, y.whole, y.months_posted
    from core_action as a
    join kpi_freed_year as y on y.year >= cast(substr(a.effect_on, 1, 4) as integer)
        and (a.ended_on is null or y.year <= cast(substr(a.ended_on, 1, 4) as integer))
    where a.took_effect = 1
),

sums as (
    select action_id, year,
        sum(case when role = 'own' then 1 else 0 end)                                   as own_cells,
        max(case when role = 'own' then base_year end)                                  as base_year,
        sum(case when role = 'own' then base_ore end)                                   as base_ore,
        sum(case when role = 'own' then indexed_ore end)                                as indexed_ore,
        sum(case when role = 'own' then actual_ore end)                                 as actual_ore,
        coalesce(sum(case when role = 'receiver' then actual_ore - indexed_ore end), 0) as moved_property_ore,
        coalesce(sum(case when role = 'shared' then actual_ore - indexed_ore end), 0)   as moved_centre_ore,
        sum(restated_ore)                                                               as restated_ore,
        max(frozen)                                                                     as frozen,
        sum(case when base_ore is null and share_unknown = 0 then 1 else 0 end)         as base_missing,
        sum(case when base_ore is not null and factor is null then 1 else 0 end)        as index_missing,
        sum(base_gap)                                                                   as base_gaps,
        sum(month_gap)                                                                  as month_gaps,
        sum(share_unknown)                                                              as shares_unknown
    from kpi_freed_share
    group by action_id, year
),

receivers as (
    -- a receiver that the list or the accounts do not know hides what moved to it
    select r.action_id, sum(1 - r.known) as unknown, sum(case when c.place_id is null and r.known = 1 then 1 else 0 end) as without_accounts
    from core_action_receiver as r
    left join core_cost_centre_root as k on r.receiver_kind = 'cost_centre' and k.cost_centre = r.receiver_id
    left join (select distinct place_kind, place_id from kpi_freed_cost) as c on c.place_kind = r.receiver_kind and c.place_id = coalesce(k.root, r.receiver_id)
    group by r.action_id
),

judged as (
    select y.*, coalesce(s.base_year, y.baseline_year) as base_year, s.base_ore, coalesce(s.own_cells, 0) as own_cells, s.restated_ore, s.frozen, f.factor,
        coalesce(s.indexed_ore, 0) as indexed_ore, coalesce(s.actual_ore, 0) as actual_ore, coalesce(s.moved_property_ore, 0) as moved_property_ore, coalesce(s.moved_centre_ore, 0) as moved_centre_ore,
        y.planned_saving_ore + cast(round(y.planned_saving_ore * (p.factor - 1)) as bigint) as planned_ore,
        case when y.whole = 0 then 'year_open'
             when y.baseline_year >= cast(substr(y.effect_on, 1, 4) as integer) and coalesce(s.frozen, 0) = 0 then 'baseline_after_effect'
             when c.action_id is null or s.base_missing > 0 then 'no_baseline'
             when s.base_gaps > 0 then 'baseline_month_missing'
             when s.index_missing > 0 then 'index_missing'
             when r.unknown > 0 then 'receiver_unknown'
             when r.without_accounts > 0 then 'receiver_without_accounts'
             when s.shares_unknown > 0 then 'share_unknown'
             when s.month_gaps > 0 then 'month_missing' end as reason
    from years as y
    left join sums as s on s.action_id = y.action_id and s.year = y.year
    left join receivers as r on r.action_id = y.action_id
    left join (select distinct action_id from kpi_freed_claim where role = 'own') as c on c.action_id = y.action_id
    left join core_price_factor as f on f.price_index = 'pl_municipal' and f.from_year = coalesce(s.base_year, y.baseline_year) and f.to_year = y.year
    left join core_price_factor as p on p.price_index = 'pl_municipal' and p.from_year = y.price_year and p.to_year = y.year
)

select
    j.action_id, j.year, j.authority_code, j.kind, j.reason,
    case when j.reason is not null then null when j.own_cells = 0 then 'C' when j.effect_on <= j.year || '-01-01' then 'A' else 'B' end as grade,
    j.base_year, case when j.frozen = 1 then 'frozen' else 'accounts' end as baseline_state, j.base_ore, j.restated_ore, j.factor, j.planned_ore,
    case when j.reason is null then j.indexed_ore end                                       as indexed_ore,
    case when j.reason is null then j.actual_ore end                                        as actual_ore,
    case when j.reason is null then j.indexed_ore - j.actual_ore end                        as gross_ore,
    case when j.reason is null then j.moved_property_ore end                                as moved_property_ore,
    case when j.reason is null then j.moved_centre_ore end                                  as moved_centre_ore,
    case when j.reason is null then j.indexed_ore - j.actual_ore - j.moved_property_ore - j.moved_centre_ore end as net_ore
from judged as j
