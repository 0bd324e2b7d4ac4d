-- Area, flags, baseline and target of the whole portfolio and of each authority.
--
-- grain: scope
-- Net area is the municipality's own use: what is let to others is not in it; gross area is all of the list. An authority's baseline is its properties' share of the
-- frozen one; its target may be set as target.low_percent.CODE.
with

areas as (
    select
        s.scope,
        count(*)                                                                              as properties,
        round(sum(p.bda_m2), 1)                                                               as gross_area_m2,
        round(sum(p.net_area_m2), 1)                                                          as net_area_m2,
        round(sum(p.net_area_m2_low), 1)                                                      as net_area_m2_low,
        case when count(p.net_area_m2_high) = count(*) then round(sum(p.net_area_m2_high), 1) end as net_area_m2_high,
        round(sum(case when p.data_level = 3 then p.net_area_m2 else 0 end), 1)               as complete_m2,
        round(sum(case when p.data_level = 2 then p.net_area_m2 else 0 end), 1)               as extended_m2,
        sum(f.firm_count)                                                                     as firm_flags,
        sum(f.open_count)                                                                     as open_flags,
        sum(f.guarded_count)                                                                  as guarded_flags,
        sum(f.data_gap_count)                                                                 as data_gaps
    from flag_scope as s
    join kpi_property as p on p.property_id = s.property_id
    join flag_property as f on f.property_id = s.property_id
    group by s.scope
),

frozen as (
    select s.scope, round(sum(b.value), 1) as baseline_m2
    from flag_scope as s
    join baseline_property as b on b.property_id = s.property_id and b.figure = 'net_area_m2'
    group by s.scope
),

based as (
    select
        t.scope,
        a.properties, a.gross_area_m2, a.net_area_m2, a.net_area_m2_low, a.net_area_m2_high, a.complete_m2, a.extended_m2,
        a.firm_flags, a.open_flags, a.guarded_flags, a.data_gaps,
        case when t.scope = 'all' then g.baseline_m2 else coalesce(f.baseline_m2, a.net_area_m2) end as baseline_m2,
        g.frozen_on,
        coalesce(l.value_number, g.low_percent)                                                      as low_percent,
        coalesce(h.value_number, g.high_percent)                                                     as high_percent
    from (select 'all' as scope union select scope from flag_scope) as t
    cross join flag_total as g
    left join areas as a on a.scope = t.scope
    left join frozen as f on f.scope = t.scope
    left join given_setting as l on l.key = 'target.low_percent.' || t.scope
    left join given_setting as h on h.key = 'target.high_percent.' || t.scope
)

select
    b.*,
    round(b.baseline_m2 * b.low_percent * 0.01, 0)  as target_low_m2,
    round(b.baseline_m2 * b.high_percent * 0.01, 0) as target_high_m2
from based as b
