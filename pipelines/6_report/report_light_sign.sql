-- Early signs between the half-years, in a sentence. They change no light.
--
-- grain: position
select
    row_number() over (order by s.action_id, s.sign) as position,
    s.action_id, a.property_id, p.name, a.title, s.sign as light_sign, s.on_day,
    round(s.amount_ore * 0.01, 2) as spent_dkk,
    round(s.limit_ore * 0.01, 2)  as limit_dkk,
    replace(w.name_da, '{receiver}', coalesce(r.name, s.property_id, '')) as sentence_da,
    replace(w.name_en, '{receiver}', coalesce(r.name, s.property_id, '')) as sentence_en
from kpi_light_sign as s
join core_action as a on a.action_id = s.action_id
left join core_property as p on p.property_id = a.property_id
left join core_property as r on r.property_id = s.property_id
left join given_sentences as w on w.topic = 'light_sign' and w.code = s.sign
