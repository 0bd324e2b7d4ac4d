-- Each price of a service beside its peers', what is expensive and what to look at first, by the money there is down to the median.
--
-- grain: position
select
    row_number() over (order by case s.verdict when 'expensive' then 1 when 'check_data' then 2 when 'within' then 3 when 'few_peers' then 4 else 5 end,
        coalesce(s.gap_ore, 0) desc, s.position, s.property_id) as position,
    s.property_id, p.name, p.sector, s.service, g.level, s.compared as compared_by, s.level_controlled, s.peers, s.cost_per_m2_dkk,
    s.first_quartile_dkk, s.median_dkk, s.third_quartile_dkk, s.mad_dkk, s.ratio, s.robust_score, s.verdict as price_verdict, s.certain,
    round(s.gap_ore * 0.01, 2) as gap_dkk, round(s.gap_ore_low * 0.01, 2) as gap_dkk_low, round(s.gap_ore_high * 0.01, 2) as gap_dkk_high,
    round(s.best_gap_ore * 0.01, 2) as best_gap_dkk, round(s.best_gap_ore_low * 0.01, 2) as best_gap_dkk_low, round(s.best_gap_ore_high * 0.01, 2) as best_gap_dkk_high,
    w.name_da || case when s.level_controlled = 0 then coalesce(l.name_da, '') else '' end as sentence_da,
    w.name_en || case when s.level_controlled = 0 then coalesce(l.name_en, '') else '' end as sentence_en
from kpi_fm_spread as s
join kpi_fm_group as g on g.property_id = s.property_id and g.service = s.service
join core_property as p on p.property_id = s.property_id
left join given_sentences as w on w.topic = 'fm_verdict' and w.code = s.verdict
left join given_sentences as l on l.topic = 'fm_verdict' and l.code = 'level'
