-- Where each action stands tonight: its newest light, and what it was promised to give.
--
-- grain: action_id
-- state: running, waits (no half-year of it has ended), no_baseline (decided without one), finished (took effect), closed (by its track, or
-- withdrawn or failed) or split. Only running and no_baseline are at stake. without_decision: yellow or red, and nothing was decided in time.
-- A decided action without a baseline has a row where any action has one.
with

latest as (
    select t.*, row_number() over (partition by action_id order by half_number desc) as age
    from kpi_light_total as t
),

lives as (
    select action_id, min(closed_on) as closed_on, max(case when refusal is null then status_on end) as last_status_on
    from core_action_status
    group by action_id
),

split as (
    select split_from as action_id, min(approved_on) as split_on
    from core_action_first
    where split_from is not null
    group by split_from
),

amounts as (
    select action_id, half,
        max(case when parameter = 'cost' then deviation_percent end)    as cost_percent,
        max(case when parameter = 'cost' then deviation end)            as cost_ore,
        max(case when parameter = 'time' then deviation end)            as late_months,
        max(case when parameter = 'benefit' then deviation_percent end) as benefit_percent,
        max(case when parameter = 'benefit' then forecast end)          as forecast_benefit_ore,
        max(case when parameter in ('area', 'quality') then deviation_percent end) as measure_percent
    from kpi_light_parameter
    group by action_id, half
)

select
    a.action_id, a.property_id, a.title, a.purpose, a.benefit_owner_role,
    case when a.state in ('withdrawn', 'failed') or c.closed_on is not null then 'closed' when a.took_effect = 1 then 'finished' when p.split_on is not null then 'split'
         when b.action_id is null then 'no_baseline' when l.action_id is null then 'waits' else 'running' end as state,
    l.half, l.status_on, l.version, l.unreported, l.measured, l.override, l.override_reason, l.approved_by_role, l.shown, l.grey_parameters, l.note,
    m.cost_percent, m.cost_ore, m.late_months, m.benefit_percent, m.measure_percent, l.first_cost_percent, l.first_months, l.first_benefit_percent,
    l.light_on, l.track, l.track_due_on, l.decided_on, l.decide_by,
    case when l.decide_by < n.as_of and l.decided_on is null then 1 else 0 end as without_decision,
    b.benefit_ore, b.price_year, m.forecast_benefit_ore, b.cost_ore as baseline_cost_ore, b.finish_on as baseline_finish_on, b.version as baseline_version,
    c.closed_on, c.last_status_on, a.effect_on, p.split_on
from core_action as a
cross join night as n
left join core_action_baseline as b on b.action_id = a.action_id and b.newer_on is null
left join latest as l on l.action_id = a.action_id and l.age = 1
left join amounts as m on m.action_id = l.action_id and m.half = l.half
left join lives as c on c.action_id = a.action_id
left join split as p on p.action_id = a.action_id
where b.action_id is not null
   or (a.state = 'decided' and exists (select 1 from core_action_baseline))
