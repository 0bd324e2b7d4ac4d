-- Dear and thin properties of each authority and class of use: above the 0.9 rank of cost per m², below the 0.1 rank of the plot ratio.
--
-- grain: authority, use_class
-- scan: kpi_property, once along the order of each figure
-- A percentile rank is how many have less, over the number of the others, and it grows with the figure. So the dear are those above the last figure
-- that is not dear, and the thin those up to the last that is: one figure each for a group, and no rank need be kept for a property.
with

not_dear as (
    select p.authority, p.use_class, max(p.cost_per_m2) as last_value
    from (
        select authority, use_class, cost_per_m2, row_number() over (partition by authority, use_class order by cost_per_m2) - 1 as place
        from kpi_property
    ) as p
    cross join kpi_group as g
    where g.authority = p.authority and g.use_class = p.use_class
      and 10 * p.place > 9 * (g.properties - 1) - 10 and 10 * p.place <= 9 * (g.properties - 1)
    group by p.authority, p.use_class
),

thin as (
    select p.authority, p.use_class, max(p.plot_ratio) as last_value
    from (
        select authority, use_class, plot_ratio, row_number() over (partition by authority, use_class order by plot_ratio) - 1 as place
        from kpi_property
    ) as p
    cross join kpi_group as g
    where g.authority = p.authority and g.use_class = p.use_class
      and (10 * p.place < g.properties - 1 or p.place = 0) and 10 * p.place + 10 >= g.properties - 1
    group by p.authority, p.use_class
)

select
    g.authority, g.use_class, max(g.properties) as properties, max(g.cost_per_m2) as cost_per_m2,
    sum(case when p.cost_per_m2 > d.last_value then 1 else 0 end) as dear,
    sum(case when p.plot_ratio <= t.last_value then 1 else 0 end) as thin,
    sum(case when p.cost_per_m2 > d.last_value and p.plot_ratio <= t.last_value then 1 else 0 end) as dear_and_thin
from kpi_group as g
cross join not_dear as d
cross join thin as t
cross join kpi_property as p
where d.authority = g.authority and d.use_class = g.use_class
  and t.authority = g.authority and t.use_class = g.use_class
  and p.authority = g.authority and p.use_class = g.use_class
group by g.authority, g.use_class
