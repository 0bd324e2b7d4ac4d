-- Dear and thin properties of each authority and class of use: above the 0.9 rank of cost per m², below the 0.1 rank of the plot ratio.
--
-- grain: authority, use_class
with

placed as (
    select
        authority, use_class, cost_per_m2,
        rank() over (partition by authority, use_class order by cost_per_m2) - 1 as below_cost,
        rank() over (partition by authority, use_class order by plot_ratio) - 1 as below_ratio
    from kpi_property
),

judged as (
    -- a percentile rank is the rank from 0 over the number of the others
    select p.authority, p.use_class, p.cost_per_m2, s.properties,
        case when s.properties > 1 and cast(p.below_cost as double) / (s.properties - 1.0) > 0.9 then 1 else 0 end as dear,
        case when s.properties = 1 or cast(p.below_ratio as double) / (s.properties - 1.0) < 0.1 then 1 else 0 end as thin
    from placed as p
    join kpi_group as s on s.authority = p.authority and s.use_class = p.use_class
)

select authority, use_class, count(*) as properties, avg(cost_per_m2) as cost_per_m2, sum(dear) as dear, sum(thin) as thin, sum(dear * thin) as dear_and_thin
from judged
group by authority, use_class
