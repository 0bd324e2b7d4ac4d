-- The managers' decisions, whether they still hold, and whether they go against the class.
--
-- grain: property_id, decided_on
select
    d.property_id, p.name, d.verdict, d.reason, d.decided_by_role, d.decided_on, d.valid_until, d.evidence_threshold_percent,
    d.effect, d.effect_on, d.state, d.outcome_class, d.overrides_flag,
    s.name_da || case when d.state = 'reopened' then ' (' || replace(d.moved_percent || '', '.', ',') || ' %)' else '' end as sentence_da,
    s.name_en || case when d.state = 'reopened' then ' (' || d.moved_percent || ' %)' else '' end                          as sentence_en
from flag_decision as d
left join core_property as p on p.property_id = d.property_id
left join given_sentences as s on s.topic = 'decision'
     and s.code = case when d.took_effect = 1 then 'took_effect'
                       when d.overrides_flag = 1 and d.state = 'in_force' and d.reason is null then 'override_without_reason'
                       when d.overrides_flag = 1 and d.state = 'in_force' then 'override' else d.state end
