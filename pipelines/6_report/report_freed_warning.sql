-- The warnings of the ledger of freed resources in words, by what they say, then by action and year.
--
-- grain: position
select
    row_number() over (order by coalesce(w.position, 99), f.authority_code, f.action_id, coalesce(f.year, 0), f.property_id) as position,
    f.warning, f.authority_code, nullif(f.action_id, '') as action_id, a.title, f.year, nullif(f.property_id, '') as property_id,
    round(f.amount_ore * 0.01, 2) as amount_dkk, f.number,
    w.name_da || ': ' || coalesce(s.name_da, w.definition_da) as sentence_da,
    w.name_en || ': ' || coalesce(s.name_en, w.definition_en) as sentence_en
from flag_freed_warning as f
left join given_words as w on w.kind = 'warning' and w.term = f.warning
left join given_sentences as s on s.topic = 'freed' and s.code = f.reason
left join core_action as a on a.action_id = f.action_id
