-- The actions of every half-year with their light, why, and what was decided: the lines of the printed status report.
--
-- grain: half, action_id
-- The worst first.
select
    t.half,
    row_number() over (partition by t.half order by case t.shown when 'red' then 1 when 'grey' then 2 when 'yellow' then 3 else 4 end, t.action_id) as position,
    t.action_id, t.property_id, p.name, t.title, t.shown as light, t.measured as measured_light, t.override as override_light, t.version, t.status_on, t.approved_by_role,
    t.track as light_track, t.track_due_on, t.decide_by, t.decided_on, t.note, w.sentence_da, w.sentence_en
from kpi_light_total as t
left join core_property as p on p.property_id = t.property_id
left join report_light_words as w on w.action_id = t.action_id and w.half = t.half
