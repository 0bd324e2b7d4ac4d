-- What has happened to the net area since the baseline: restated, new, left, and net of both.
--
-- grain: one
-- Left counts only with a decided effect (sold, demolished, lease ended, closed) and its day; new are properties that the baseline
-- did not have; every other difference is a restatement, never a saving. All null until a baseline is frozen.
with

at_baseline as (
    select property_id, max(case when figure = 'net_area_m2' then value end) as net_area_m2
    from baseline_property
    group by property_id
),

compared as (
    select
        b.net_area_m2              as before_m2,
        p.net_area_m2              as now_m2,
        coalesce(d.took_effect, 0) as has_left
    from at_baseline as b
    left join kpi_property as p on p.property_id = b.property_id
    left join core_decision as d on d.property_id = b.property_id
    union all
    select null, p.net_area_m2, 0
    from kpi_property as p
    where p.property_id not in (select property_id from at_baseline) and exists (select 1 from at_baseline)
)

select
    1 as one,
    round(sum(case when before_m2 is null then null when has_left = 1 then before_m2 else 0 end), 1)                       as left_m2,
    round(sum(case when before_m2 is null and has_left = 0 then now_m2 when before_m2 is not null then 0 end), 1)         as new_m2,
    round(sum(case when before_m2 is null then null when has_left = 0 then coalesce(now_m2, 0) - before_m2 else 0 end), 1) as restatement_m2,
    round(sum(case when before_m2 is null then now_m2 when has_left = 1 then -before_m2 else 0 end), 1)                   as net_m2
from compared
