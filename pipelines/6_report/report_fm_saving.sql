-- What a tender of each service may save, with how much is known of it elsewhere.
--
-- grain: position
select
    row_number() over (order by s.position) as position,
    s.service, s.properties, s.without_price,
    round(s.volume_ore * 0.01, 2)      as volume_dkk,
    round(s.closed_ore * 0.01, 2)      as closed_dkk,
    round(s.saving_ore_low * 0.01, 2)  as saving_dkk_low,
    round(s.saving_ore * 0.01, 2)      as saving_dkk,
    round(s.saving_ore_high * 0.01, 2) as saving_dkk_high,
    round(s.expected_ore * 0.01, 2)    as expected_dkk,
    round(s.tender_cost_ore * 0.01, 2) as tender_cost_dkk,
    e.pieces                           as evidence_count,
    replace(replace(w.name_da, '{low}', cast(e.low as integer) || ''), '{high}', cast(e.high as integer) || '') as sentence_da,
    replace(replace(w.name_en, '{low}', cast(e.low as integer) || ''), '{high}', cast(e.high as integer) || '') as sentence_en
from kpi_fm_saving as s
cross join (select count(*) as pieces, min(low_percent) as low, max(high_percent) as high from given_fm_evidence) as e
left join given_sentences as w on w.topic = 'fm_saving' and w.code = 'estimate'
where s.volume_ore is not null or s.closed_ore is not null
