-- The sheet on which owners give their status: every action that is at stake, with what it was promised and what was last expected.
--
-- grain: action_id
-- status_on is the end of the half-year that can be reported, once it has ended. What is left empty says nothing: a row that nobody filled in is no status.
with

open_half as (
    select case when h.ends_on <= n.as_of then h.ends_on end as ends_on
    from core_half as h
    cross join night as n
    where n.as_of > h.report_opened and n.as_of <= h.report_by
),

latest as (
    select s.*, row_number() over (partition by action_id order by status_on desc) as age
    from core_action_status as s
    where refusal is null
)

select
    l.action_id,
    case when d.action_id is not null then o.ends_on end as status_on,
    cast(null as double)  as forecast_cost_ore,
    cast(null as varchar) as forecast_finish_on,
    cast(null as double)  as forecast_gross_benefit_ore,
    cast(null as double)  as forecast_area_m2,
    cast(null as double)  as forecast_quality,
    cast(null as integer) as price_year,
    cast(null as varchar) as status_note,
    cast(null as varchar) as reported_by_role,
    cast(null as varchar) as approved_by_role,
    cast(null as varchar) as approved_on,
    cast(null as varchar) as track,
    cast(null as varchar) as track_due_on,
    cast(null as varchar) as override,
    cast(null as varchar) as override_reason,
    l.title, p.name, l.shown as light, l.benefit_owner_role,
    round(l.baseline_cost_ore * 0.01, 2) as baseline_cost_dkk,
    l.baseline_finish_on,
    round(l.benefit_ore * 0.01, 2) as baseline_benefit_dkk,
    l.price_year as baseline_price_year,
    s.status_on as last_status_on,
    round(s.forecast_cost_ore * 0.01, 2) as last_cost_dkk,
    s.forecast_finish_on as last_finish_on,
    round(s.forecast_benefit_ore * 0.01, 2) as last_benefit_dkk
from kpi_light_now as l
left join open_half as o on 1 = 1
left join kpi_light_due as d on d.action_id = l.action_id and d.kind = 'status'
left join latest as s on s.action_id = l.action_id and s.age = 1
left join core_property as p on p.property_id = l.property_id
where l.state in ('running', 'waits')
