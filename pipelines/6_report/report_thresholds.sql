-- Every threshold and norm that the night used, with its source and date.
--
-- grain: name, sector
select t.rule || '.' || t.key as name, '' as sector, r.flag, t.value, t.unit, t.source, t.dated, t.describes_da as note_da, t.describes_en as note_en
from given_thresholds as t
left join given_rules as r on r.rule = t.rule
union all
select 'norm.m2_per_user', n.sector, 'area_over_norm', n.norm_m2_per_user, 'm2_per_user', n.source, n.dated,
    'Sektorens arealnorm pr. bruger (' || n.area_definition || ')', 'The sector''s area norm per user (' || n.area_definition || ')'
from given_norms as n
where n.norm_m2_per_user is not null
union all
select 'cost.postings_per_year', c.category, null, c.postings_per_year, 'count', c.source, null,
    'Måneder om året med postering i denne kategori', 'Months a year with a posting in this category'
from given_cost_categories as c
