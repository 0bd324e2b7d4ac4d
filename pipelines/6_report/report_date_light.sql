-- What the actions owe and have a day for: one date for all statuses of a half-year, one for each decision, track, new baseline and benefit report.
--
-- grain: event_id
-- adds to: report_date
with

statuses as (
    select d.half, d.due_on, count(*) as actions
    from kpi_light_due as d
    where d.kind = 'status'
    group by d.half, d.due_on
)

select 'light_status:' || t.half as event_id, t.due_on, 'light_status' as kind, cast(null as varchar) as property_id, t.half as subject,
    cast(null as integer) as amount_ore,
    replace(s.name_da, '{actions}', t.actions || '') as sentence_da, replace(s.name_en, '{actions}', t.actions || '') as sentence_en
from statuses as t
left join given_sentences as s on s.topic = 'light_date' and s.code = case t.actions when 1 then 'status_one' else 'status' end
union all
select 'light_' || d.kind || ':' || d.action_id, d.due_on,
    case d.kind when 'decision' then 'light_decision' when 'benefit_report' then 'light_benefit_report' else 'light_track' end,
    a.property_id, d.action_id, l.benefit_ore, s.name_da || ': ' || a.title, s.name_en || ': ' || a.title
from kpi_light_due as d
join core_action as a on a.action_id = d.action_id
join kpi_light_now as l on l.action_id = d.action_id
cross join night as n
left join given_sentences as s on s.topic = 'light_due' and s.code = d.kind
where d.kind in ('decision', 'track', 'new_baseline', 'benefit_report') and d.due_on >= n.as_of
