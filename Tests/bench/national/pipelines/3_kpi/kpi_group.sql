-- How many properties each authority and class of use has, and what they cost per m² on average.
--
-- grain: authority, use_class
select authority, use_class, count(*) as properties, avg(cost_per_m2) as cost_per_m2
from kpi_property
group by authority, use_class
