-- The parts that the sums of each property lack, so that their figures are bounds and no values.
--
-- grain: property_id, input, part, period
-- Months of a room stand under its period of use.
with

parts as (
    select distinct m.property_id, m.input, m.part, case when m.input = 'use' then u.period else m.period end as period, m.evidence
    from kpi_missing_part as m
    left join kpi_use as u on u.property_id = m.property_id
)

select
    p.property_id, p.name, m.input, m.part, m.period,
    s.name_da as sentence_da, s.name_en as sentence_en
from parts as m
join kpi_property as p on p.property_id = m.property_id
left join given_sentences as s on s.topic = 'part' and s.code = m.evidence
