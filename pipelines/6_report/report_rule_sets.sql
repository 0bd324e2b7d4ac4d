-- The same portfolio judged by named rule sets side by side, and what all of them agree on.
--
-- grain: position
-- Sets that speak of one sector are compared within it: agreed counts a property that every set that judges its sector points at.
with

votes as (
    select sector, property_id, max(net_area_m2) as net_area_m2, max(net_area_m2_low) as net_area_m2_low, max(net_area_m2_high) as net_area_m2_high,
        'agreed' as rule_set, min(judged) as judged, min(pointed) as pointed
    from flag_rule_set
    where sector in (select sector from given_rule_sets where sector is not null)
    group by sector, property_id
),

rows_ as (
    select rule_set, sector, judged, pointed, net_area_m2, net_area_m2_low, net_area_m2_high from flag_rule_set
    union all
    select rule_set, sector, judged, pointed, net_area_m2, net_area_m2_low, net_area_m2_high from votes
),

summed as (
    select rule_set, sector, sum(judged) as judged_properties, sum(pointed) as properties,
        sum(case when pointed = 1 then net_area_m2 else 0 end)      as area_m2,
        sum(case when pointed = 1 then net_area_m2_low else 0 end)  as area_m2_low,
        case when count(case when pointed = 1 then net_area_m2 end) = count(case when pointed = 1 then net_area_m2_high end)
            then sum(case when pointed = 1 then net_area_m2_high else 0 end) end as area_m2_high
    from rows_
    group by rule_set, sector
)

select
    row_number() over (order by s.sector, case when s.rule_set = 'agreed' then 1 else 0 end, s.rule_set) as position,
    s.rule_set, coalesce(r.name_da, 'Enige') as title_da, coalesce(r.name_en, 'All agree') as title_en, s.sector,
    s.judged_properties, s.properties, s.area_m2, s.area_m2_low, s.area_m2_high,
    round(cast(s.area_m2 * 100 as double) / nullif(t.net_area_m2, 0), 2) as share_percent,
    r.source, r.dated
from summed as s
cross join flag_total as t
left join given_rule_sets as r on r.rule_set = s.rule_set
