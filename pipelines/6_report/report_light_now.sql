-- Where each action stands: its light, why, what deviates from the newest and from the first baseline, and what is to be decided.
--
-- grain: action_id
-- The worst first; what is no longer at stake comes last.
select
    row_number() over (order by case l.state when 'running' then 1 when 'no_baseline' then 2 when 'waits' then 3 else 4 end,
        case l.shown when 'red' then 1 when 'grey' then 2 when 'yellow' then 3 when 'green' then 4 else 5 end, -coalesce(l.benefit_ore, 0), l.action_id) as position,
    l.action_id, l.property_id, p.name, l.title, l.benefit_owner_role, l.state as light_state, l.half,
    case l.state when 'no_baseline' then 'grey' else l.shown end as light,
    l.measured as measured_light, l.override as override_light,
    l.cost_percent, l.late_months, l.benefit_percent, l.measure_percent, l.first_cost_percent, l.first_months, l.first_benefit_percent,
    round(l.benefit_ore * 0.01, 2) as benefit_dkk, l.price_year,
    l.track as light_track, l.track_due_on, l.decide_by, l.without_decision, l.status_on, l.note,
    case when l.state = 'running' then w.sentence_da || case when l.without_decision = 1 then d.name_da else '' end else s.name_da end as sentence_da,
    case when l.state = 'running' then w.sentence_en || case when l.without_decision = 1 then d.name_en else '' end else s.name_en end as sentence_en
from kpi_light_now as l
left join core_property as p on p.property_id = l.property_id
left join report_light_words as w on w.action_id = l.action_id and w.half = l.half
left join given_sentences as s on s.topic = 'light_state' and s.code = l.state
left join given_sentences as d on d.topic = 'light_state' and d.code = 'without_decision'
