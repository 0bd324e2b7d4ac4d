-- Statuses that do not count, and judgements that do not, each with its place and why.
--
-- grain: position
with

told as (
    select action_id, status_on, refusal, approved_by_role, _file, _line
    from core_action_status
    where refusal is not null
    union all
    select action_id, status_on, 'late', approved_by_role, _file, _line
    from core_action_status
    where refusal is null and late = 1
    union all
    select action_id, status_on, case override_refusal when 'unknown' then 'override_unknown' else 'override_without_reason' end, approved_by_role, _file, _line
    from core_action_status
    where override_refusal is not null
)

select
    row_number() over (order by t.action_id, t.status_on, t.refusal) as position,
    t.action_id, a.title, t.status_on, t.refusal as light_refusal, f.file, t._line as line, s.name_da as sentence_da, s.name_en as sentence_en
from told as t
left join core_action as a on a.action_id = t.action_id
left join raw_file as f on f._file = t._file
left join given_sentences as s on s.topic = 'light_refusal' and s.code = t.refusal
