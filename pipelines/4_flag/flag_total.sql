-- The area the target is a share of: the frozen baseline where there is one, else tonight's net area, which is said.
--
-- grain: one
with

tonight as (
    select
        count(*)                                            as properties,
        coalesce(sum(net_area_m2), 0)                       as net_area_m2,
        coalesce(sum(net_area_m2_low), 0)                   as net_area_m2_low,
        case when count(net_area_m2_high) = count(*) then coalesce(sum(net_area_m2_high), 0) end as net_area_m2_high
    from kpi_property
),

frozen as (
    select max(frozen_on) as frozen_on, max(case when figure = 'net_area_m2' then value end) as net_area_m2
    from baseline_total
),

target as (
    -- the municipality's own setting before the default
    select
        max(case when t.key = 'low_percent' then coalesce(g.value_number, t.value) end)  as low_percent,
        max(case when t.key = 'high_percent' then coalesce(g.value_number, t.value) end) as high_percent
    from given_thresholds as t
    left join given_setting as g on g.key = 'target.' || t.key
    where t.rule = 'target'
)

select
    1                                                                as one,
    t.properties,
    t.net_area_m2,
    t.net_area_m2_low,
    t.net_area_m2_high,
    f.frozen_on,
    coalesce(f.net_area_m2, t.net_area_m2)                           as baseline_m2,
    g.low_percent,
    g.high_percent,
    round(coalesce(f.net_area_m2, t.net_area_m2) * g.low_percent * 0.01, 0)  as target_low_m2,
    round(coalesce(f.net_area_m2, t.net_area_m2) * g.high_percent * 0.01, 0) as target_high_m2
from tonight as t
cross join frozen as f
cross join target as g
