-- The light of each action and half-year: what was measured, what was judged beside it, and what was decided about yellow and red.
--
-- grain: action_id, half
-- measured is the worst parameter that is known, grey where none is; without a status grey, and red when that happens again. shown is the
-- judgement where there is one, beside the measured light. Yellow and red need a track by decide_by, counted from the day on which the light was there: the
-- half-year's end, or the approval when that came later. A new baseline after the status is a decision too.
with

limits as (
    select cast(max(case when key = 'decide_days' then value end) as integer) as decide_days,
        max(case when key = 'unreported_red_times' then value end) as red_times
    from given_thresholds
    where rule = 'light'
),

worst as (
    select action_id, half, max(case colour when 'red' then 3 when 'yellow' then 2 when 'green' then 1 else 0 end) as place,
        sum(case when colour = 'grey' then 1 else 0 end)                             as grey_parameters,
        max(case when parameter = 'cost' then first_deviation_percent end)           as first_cost_percent,
        max(case when parameter = 'time' then first_deviation end)                   as first_months,
        max(case when parameter = 'benefit' then first_deviation_percent end)        as first_benefit_percent
    from kpi_light_parameter
    group by action_id, half
),

judged as (
    select l.*, x.decide_days, w.grey_parameters, w.first_cost_percent, w.first_months, w.first_benefit_percent,
        case when l.status_on is null then case when l.unreported >= x.red_times then 'red' else 'grey' end
             when w.place = 3 then 'red' when w.place = 2 then 'yellow' when w.place = 1 then 'green' else 'grey' end as measured,
        s.override, s.override_reason, s.approved_by_role, s.note, s.track, s.track_due_on,
        case when s.approved_on > l.ends_on then s.approved_on else l.ends_on end as light_on
    from kpi_light_half as l
    join worst as w on w.action_id = l.action_id and w.half = l.half
    cross join limits as x
    left join core_action_status as s on s.action_id = l.action_id and s.status_on = l.status_on
),

decided as (
    select j.action_id, j.half, min(d.on_day) as decided_on
    from judged as j
    join (select action_id, status_on as on_day, 0 as new_plan from core_action_status where refusal is null and track is not null
          union all select action_id, from_on, 1 from core_action_baseline) as d
      on d.action_id = j.action_id and d.on_day >= j.status_on and (d.new_plan = 0 or d.on_day > j.status_on)
    group by j.action_id, j.half
)

select
    j.action_id, j.half, j.half_number, j.property_id, j.title, j.purpose, j.version, j.ends_on, j.status_on, j.unreported, j.closing,
    j.measured, j.override, j.override_reason, j.approved_by_role, coalesce(j.override, j.measured) as shown, j.grey_parameters, j.note,
    j.light_on, j.track, j.track_due_on, d.decided_on,
    case when j.status_on is not null and coalesce(j.override, j.measured) in ('yellow', 'red')
         then t.month || '-' || substr('0' || (m.first_day - 1 + cast(substr(j.light_on, 9, 2) as integer) + j.decide_days - t.first_day + 1), -2) end as decide_by,
    j.first_cost_percent, j.first_months, j.first_benefit_percent
from judged as j
left join decided as d on d.action_id = j.action_id and d.half = j.half
left join given_months as m on m.month = substr(j.light_on, 1, 7)
left join given_months as t on m.first_day - 1 + cast(substr(j.light_on, 9, 2) as integer) + j.decide_days between t.first_day and t.last_day
