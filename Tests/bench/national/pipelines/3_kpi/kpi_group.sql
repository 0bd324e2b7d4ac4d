-- How many properties each authority and class of use has.
--
-- grain: authority, use_class
select authority, use_class, count(*) as properties
from kpi_property
group by authority, use_class
