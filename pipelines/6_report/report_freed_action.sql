-- What each action freed in each year by the accounts, what moved elsewhere, and against the plan; where there is no figure, why.
--
-- grain: action_id, year
-- adds_up: all running cost of the authority and year is in the identity.
select
    a.action_id, a.year, c.title, c.property_id, c.property_name as name, a.authority_code, c.effect_on, a.grade,
    a.base_year as baseline_year, case when a.base_year is not null then a.baseline_state end as baseline_state,
    round(a.base_ore * 0.01, 2) as baseline_dkk, a.factor as price_factor,
    round(a.indexed_ore * 0.01, 2) as indexed_dkk, round(a.actual_ore * 0.01, 2) as actual_dkk, round(a.gross_ore * 0.01, 2) as gross_dkk,
    round(a.moved_property_ore * 0.01, 2) as moved_property_dkk, round(a.moved_centre_ore * 0.01, 2) as moved_centre_dkk,
    round(a.net_ore * 0.01, 2) as net_dkk, round(r.counted_ore * 0.01, 2) as counted_dkk, round(r.other_change_ore * 0.01, 2) as other_change_dkk,
    round(r.net_base_ore * 0.01, 2) as net_base_dkk, round(a.planned_ore * 0.01, 2) as planned_dkk, r.realisation_percent, a.reason,
    r.adds_up,
    s.name_da as sentence_da, s.name_en as sentence_en
from kpi_freed_action as a
join kpi_freed_result as r on r.action_id = a.action_id and r.year = a.year
join core_action as c on c.action_id = a.action_id
left join given_sentences as s on s.topic = 'freed' and s.code = coalesce(a.reason, case a.grade when 'A' then 'whole_year' when 'C' then 'held_by_another' else 'part_year' end)
