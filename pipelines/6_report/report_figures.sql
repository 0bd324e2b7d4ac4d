-- Every figure of every property, with bounds, the sector's norm and quartiles, and why it is missing or has two bounds.
--
-- grain: property_id, position
select
    f.property_id,
    p.name,
    f.sector,
    g.position,
    f.figure,
    f.value,
    f.value_low,
    f.value_high,
    f.unit,
    f.period,
    case when f.figure = 'm2_per_user' then p.norm_m2_per_user end as norm,
    q.first_quartile_low  as sector_first_quartile,
    q.median_low          as sector_median,
    q.third_quartile_high as sector_third_quartile,
    f.data_level,
    f.reason
from kpi_figure_property as f
join kpi_property as p on p.property_id = f.property_id
join given_figures as g on g.figure = f.figure
left join kpi_quartile as q on q.sector = f.sector and q.figure = f.figure
