-- The cost before of every action that is decided and has no effect yet, as rows of the feed action_cost_baselines: ready to be frozen.
--
-- grain: action_id, place_kind, place_id, category
-- Only where the baseline year is whole in the accounts, and nothing is frozen yet.
select c.action_id, c.place_kind, c.place_id, c.category, c.baseline_year, round(c.base_ore * 0.01, 2) as amount_dkk, n.as_of as fixed_on, f.sha256 as accounts_file_sha256
from kpi_freed_claim as c
cross join night as n
left join raw_file as f on f._file = c._file
where c.took_effect = 0 and c.frozen = 0 and c.base_ore is not null and c.base_gap = 0
