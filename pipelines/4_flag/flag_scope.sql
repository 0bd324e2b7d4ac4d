-- Which rows of the first page each property belongs to: all, and its authority where several share the warehouse.
--
-- grain: scope, property_id
select 'all' as scope, property_id
from kpi_property
union all
select authority_code, property_id
from kpi_property
where authority_code is not null
  and (select count(distinct authority_code) from kpi_property) > 1
