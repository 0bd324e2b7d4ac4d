-- What each action owes, the most overdue first.
--
-- grain: position
select
    row_number() over (order by case when d.due_on is null then 1 else 0 end, d.due_on, d.action_id, d.kind) as position,
    d.action_id, a.property_id, p.name, a.title, d.kind as light_due, d.half, d.due_on, d.overdue, a.benefit_owner_role,
    s.name_da as sentence_da,
    s.name_en as sentence_en
from kpi_light_due as d
join core_action as a on a.action_id = d.action_id
left join core_property as p on p.property_id = a.property_id
left join given_sentences as s on s.topic = 'light_due' and s.code = d.kind
