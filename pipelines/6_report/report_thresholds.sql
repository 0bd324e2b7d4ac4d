-- Every threshold and norm that the night used, with its source and date; the old ones say so.
--
-- grain: name, sector
with

used as (
    select t.rule || '.' || t.key as name, '' as sector, r.flag, coalesce(g.value_number, t.value) as value, t.unit,
        coalesce(g.source, t.source) as source, coalesce(g.dated, t.dated) as dated, t.describes_da as note_da, t.describes_en as note_en
    from given_thresholds as t
    left join given_rules as r on r.rule = t.rule
    left join given_setting as g on g.key = t.rule || '.' || t.key
    union all
    select 'norm.m2_per_user', n.sector, 'area_over_norm', n.norm_m2_per_user, 'm2_per_user', n.source, n.dated,
        'Sektorens arealnorm pr. bruger, af ' || case n.area_definition when 'gross' then 'bruttoareal' else 'nettoareal' end || coalesce('; ' || n.note_da, ''),
        'The sector''s area norm per user, of ' || n.area_definition || ' area' || coalesce('; ' || n.note_en, '')
    from given_norms as n
    where n.norm_m2_per_user is not null
    union all
    select 'cost.postings_per_year.' || c.category, '', null, c.postings_per_year, 'count', c.source, null,
        'Måneder om året med postering i denne kategori', 'Months a year with a posting in this category'
    from given_cost_categories as c
),

limits as (
    select n.year - t.value as oldest_year
    from given_thresholds as t
    cross join night as n
    where t.rule = 'benchmark' and t.key = 'old_after_years'
)

select
    u.name,
    u.sector,
    u.flag,
    u.value,
    case when u.unit in ('percent', 'count', 'hours', 'days', 'year', 'm', 'm2', 'mark', 'm2_per_user') then u.unit else 'none' end as unit,
    u.source,
    u.dated,
    u.note_da || case when cast(substr(u.dated, 1, 4) as integer) < l.oldest_year then ' (gammel kilde: ' || substr(u.dated, 1, 4) || ')' else '' end as note_da,
    u.note_en || case when cast(substr(u.dated, 1, 4) as integer) < l.oldest_year then ' (old source: ' || substr(u.dated, 1, 4) || ')' else '' end  as note_en
from used as u
left join limits as l on 1 = 1
