-- What each action owes, and when: its status, a decision about yellow and red, the new plan or the way back that was chosen, and the benefit
-- report a year after it took effect.
--
-- grain: action_id, kind
-- status: of the half-year that can be reported tonight, until there is an approved one. not_reported: of the newest half-year that no longer can.
-- decision: within the days after the light. track: the chosen way should have worked by its own day. new_baseline: a new plan was chosen and
-- no baseline came since. benefit_report: a status with the owner's sentence, dated a year or more after the effect. overdue: the day has passed.
with

open_half as (
    select h.half, h.report_by
    from core_half as h
    cross join night as n
    where n.as_of > h.report_opened and n.as_of <= h.report_by
),

effects as (
    select l.action_id, case when substr(l.effect_on, 9, 2) > substr(t.last_on, 9, 2) then t.last_on else t.month || substr(l.effect_on, 8, 3) end as report_on
    from kpi_light_now as l
    join given_months as m on m.month = substr(l.effect_on, 1, 7)
    join given_months as t on t.month_number = m.month_number + 12
    where l.state = 'finished'
),

owed as (
    select l.action_id, 'status' as kind, o.report_by as due_on, o.half
    from kpi_light_now as l
    cross join open_half as o
    left join core_action_status as s on s.action_id = l.action_id and s.half = o.half and s.newest = 1
    where l.state in ('running', 'waits') and s.action_id is null
    union all
    select l.action_id, 'not_reported', h.report_by, l.half
    from kpi_light_now as l
    join core_half as h on h.half = l.half
    where l.state = 'running' and l.status_on is null
    union all
    select action_id, 'decision', decide_by, half
    from kpi_light_now
    where state = 'running' and decide_by is not null and decided_on is null
    union all
    select action_id, 'track', track_due_on, half
    from kpi_light_now
    where state = 'running' and track in ('back', 'replan') and track_due_on is not null and shown <> 'green'
    union all
    select l.action_id, 'new_baseline', l.track_due_on, l.half
    from kpi_light_now as l
    left join core_action_baseline as b on b.action_id = l.action_id and b.from_on > l.status_on
    where l.state = 'running' and l.track = 'replan' and b.action_id is null
    union all
    select e.action_id, 'benefit_report', e.report_on, null
    from effects as e
    left join core_action_status as s on s.action_id = e.action_id and s.refusal is null and s.note is not null and s.status_on >= e.report_on
    where s.action_id is null
)

select o.action_id, o.kind, o.due_on, o.half, case when o.due_on < n.as_of then 1 else 0 end as overdue
from owed as o
cross join night as n
