-- What changed for each property since the edition before, and what caused it; the parts are the whole change in one of five causes.
--
-- grain: property_id, figure
-- Area, and heat per m² with it: the register's or list's own correction, unless the property is new, has left or is leased. Users and
-- use: real when a newer period has arrived, late when the same period says something else. A class follows its own figures; when none
-- of them moved, a threshold did (rule), else its sector's figures (real), and when nothing moved anywhere, the configuration.
with

last_night as (
    select max(as_of) as as_of from history_property
),

tonight as (
    select property_id, figure, value from kpi_figure_property
    where figure in ('area_m2', 'users', 'cost_dkk', 'energy_kwh_per_m2', 'condition_mark', 'present_percent') and value is not null
    union all
    select f.property_id, 'outcome_class', w.position
    from flag_property as f
    join given_words as w on w.kind = 'class' and w.term = f.outcome_class
),

pairs as (
    -- not a full join: SQLite would go through all of tonight for each row of the night before
    select property_id, figure, cast(max(value_before) as double) as value_before, cast(max(value_after) as double) as value_after
    from (
        select h.property_id, h.figure, h.value as value_before, null as value_after
        from history_property as h
        join last_night as l on l.as_of = h.as_of
        where h.figure in ('area_m2', 'users', 'cost_dkk', 'energy_kwh_per_m2', 'condition_mark', 'present_percent', 'outcome_class')
        union all
        select t.property_id, t.figure, null, t.value
        from tonight as t
        where exists (select 1 from last_night where as_of is not null)
    ) as both_nights
    group by property_id, figure
),

caused as (
    select p.*,
        sum(case when p.figure <> 'outcome_class' and abs(coalesce(p.value_after, 0) - coalesce(p.value_before, 0)) > 0.005 then 1 else 0 end)
            over (partition by p.property_id) as figures_moved,
        max(case when p.figure = 'area_m2' then 1 else 0 end) over (partition by p.property_id) as area_moved,
        sum(case when p.figure <> 'outcome_class' then 1 else 0 end) over () as moved_anywhere,
        (select count(*) from given_thresholds as g
         join history_total as h on h.figure = 'threshold:' || g.rule || '.' || g.key
         join last_night as l on l.as_of = h.as_of
         where h.value <> g.value)            as thresholds_moved,
        (select max(substr(l.as_of, 1, 7)) from last_night as l) as month_before
    from pairs as p
    where abs(coalesce(p.value_after, 0) - coalesce(p.value_before, 0)) > 0.005 or (p.value_after is null) <> (p.value_before is null)
)

select
    c.property_id,
    c.figure,
    c.value_before,
    c.value_after,
    coalesce(c.value_after, 0) - coalesce(c.value_before, 0) as change,
    case when k.property_id is null or d.took_effect = 1 then 'real'
         when c.area_moved = 1 and k.area_source <> 'lease' and c.figure in ('area_m2', 'energy_kwh_per_m2') then 'register'
         -- the mark is weighted by area: without a new inspection it moves because the area did
         when c.area_moved = 1 and k.area_source <> 'lease' and c.figure = 'condition_mark'
              and coalesce(m.inspected_on, '') <= (select as_of from last_night) then 'register'
         when c.area_moved = 1 and k.area_source <> 'lease' and c.figure = 'outcome_class' and c.figures_moved <= 2 then 'register'
         when c.figure = 'outcome_class' and c.figures_moved > 0 then 'real'
         when c.figure = 'outcome_class' and c.thresholds_moved > 0 then 'rule'
         when c.figure = 'outcome_class' and c.moved_anywhere > 0 then 'real'
         when c.figure = 'outcome_class' then 'configuration'
         when c.figure = 'users' and k.users_period <= c.month_before then 'late'
         when c.figure = 'present_percent' and k.use_period < c.month_before then 'late'
         else 'real' end as cause
from caused as c
left join kpi_property as k on k.property_id = c.property_id
left join kpi_condition as m on m.property_id = c.property_id
left join core_decision as d on d.property_id = c.property_id
