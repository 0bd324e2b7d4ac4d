-- How many properties changed class, area, users or cost since the edition before.
--
-- grain: one
with

last_night as (
    select max(as_of) as as_of from history_property
),

tonight as (
    select f.property_id, 'outcome_class' as figure, w.position as value
    from flag_property as f
    join given_words as w on w.kind = 'class' and w.term = f.outcome_class
    union all
    select property_id, figure, value
    from kpi_figure_property
    where figure in ('area_m2', 'users', 'cost_dkk')
),

differing as (
    select t.property_id
    from tonight as t
    cross join last_night as l
    left join history_property as h on h.as_of = l.as_of and h.property_id = t.property_id and h.figure = t.figure
    where l.as_of is not null and abs(coalesce(t.value, 0) - coalesce(h.value, 0)) > 0.005
)

select 1 as one, case when l.as_of is null then null else (select count(distinct property_id) from differing) end as changed_properties
from last_night as l
