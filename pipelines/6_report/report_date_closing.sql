-- The days of each closing that must be proposed and heard: of the properties that the plan leaves, in the first year still within reach.
--
-- grain: event_id
-- adds to: report_date
with

steps as (
    select property_id, 'closing_proposal' as kind, propose_by as due_on from report_hearing
    union all
    select property_id, 'closing_objection', object_until from report_hearing
    union all
    select property_id, 'closing_decision', decide_by from report_hearing
    union all
    select property_id, 'closing', close_on from report_hearing
)

select s.kind || ':' || s.property_id as event_id, s.due_on, s.kind, s.property_id, cast(null as varchar) as subject, cast(null as integer) as amount_ore,
    t.name_da as sentence_da, t.name_en as sentence_en
from steps as s
cross join night as n
join given_sentences as t on t.topic = 'closing_date' and t.code = s.kind
where s.due_on >= n.as_of
