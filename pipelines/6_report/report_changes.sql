-- What has changed since the edition before, split by cause; the parts sum to the change.
--
-- grain: property_id, figure
-- The whole of one figure's change goes to one cause. A class is shown by its code, its change has no number.
with

classes as (
    select position as class_number, term from given_words where kind = 'class'
)

select
    c.property_id,
    p.name,
    p.sector,
    c.figure,
    coalesce(g.unit, 'none') as unit,
    case when c.figure <> 'outcome_class' then c.value_before end as value_before,
    case when c.figure <> 'outcome_class' then c.value_after end  as value_after,
    b.term as text_before,
    a.term as text_after,
    case when c.figure <> 'outcome_class' then round(c.change, 2) end as change,
    case when c.figure <> 'outcome_class' then case when c.cause = 'real' then round(c.change, 2) else 0 end end          as real_part,
    case when c.figure <> 'outcome_class' then case when c.cause = 'register' then round(c.change, 2) else 0 end end      as register_part,
    case when c.figure <> 'outcome_class' then case when c.cause = 'late' then round(c.change, 2) else 0 end end          as late_part,
    case when c.figure <> 'outcome_class' then case when c.cause = 'rule' then round(c.change, 2) else 0 end end          as rule_part,
    case when c.figure <> 'outcome_class' then case when c.cause = 'configuration' then round(c.change, 2) else 0 end end as configuration_part,
    c.cause,
    s.name_da as sentence_da,
    s.name_en as sentence_en
from flag_change as c
left join core_property as p on p.property_id = c.property_id
left join given_figures as g on g.figure = c.figure
left join classes as b on c.figure = 'outcome_class' and b.class_number = c.value_before
left join classes as a on c.figure = 'outcome_class' and a.class_number = c.value_after
left join given_sentences as s on s.topic = 'cause' and s.code = c.cause
