-- The choices before leaving, one rung at a time, for every property that is not simply kept.
--
-- grain: property_id, position
with

ranked as (
    select l.*, min(case when l.verdict = 'possible' then l.position end) over (partition by l.property_id) as first_possible
    from flag_ladder as l
)

select r.property_id, r.position, r.rung, r.verdict,
    case when r.position = r.first_possible then 1 else 0 end          as chosen,
    case when r.verdict <> 'not_possible' then r.area_m2 end           as area_m2,
    case when r.verdict <> 'not_possible' then r.saving_dkk end        as saving_dkk,
    s.name_da as sentence_da,
    s.name_en as sentence_en
from ranked as r
join flag_property as f on f.property_id = r.property_id and f.outcome_class <> 'keep'
left join given_sentences as s on s.topic = 'ladder' and s.code = r.rung || '.' || r.verdict
