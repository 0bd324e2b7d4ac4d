-- What each edition said of every property, tonight's last: only the figures that changed on the way.
--
-- grain: property_id, figure, as_of
-- A year of nights that say the same is one row: a figure's first value, and each one that differs from the night before.
with

points as (
    select property_id, figure, as_of, value from history_property where figure in (select figure from given_figures)
    union all
    select t.property_id, t.figure, n.as_of, t.value
    from report_history_property as t
    cross join night as n
    where t.figure in (select figure from given_figures)
),

compared as (
    select
        p.*,
        lag(p.value) over (partition by p.property_id, p.figure order by p.as_of) as value_before,
        min(p.value) over (partition by p.property_id, p.figure)                  as smallest,
        max(p.value) over (partition by p.property_id, p.figure)                  as largest
    from points as p
)

select c.property_id, c.figure, c.as_of, c.value, coalesce(g.unit, 'none') as unit
from compared as c
left join given_figures as g on g.figure = c.figure
where c.smallest < c.largest
  and (c.value_before is null or c.value <> c.value_before)
