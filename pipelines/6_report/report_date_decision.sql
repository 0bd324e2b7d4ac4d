-- The last days on which decisions hold: after them the property is judged as the rules say.
--
-- grain: event_id
-- adds to: report_date
select 'decision_expires:' || d.property_id as event_id, d.valid_until as due_on, 'decision_expires' as kind, d.property_id,
    cast(null as varchar) as subject, cast(null as integer) as amount_ore, s.name_da as sentence_da, s.name_en as sentence_en
from core_decision as d
cross join night as n
join given_sentences as s on s.topic = 'decision_date' and s.code = 'expires'
where d.valid_until >= n.as_of and d.took_effect = 0
