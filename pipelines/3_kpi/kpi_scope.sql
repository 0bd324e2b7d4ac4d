-- Which groups each property belongs to: its sector, its locality, its authority, and the whole portfolio.
--
-- grain: scope, key, property_id
-- Premises that are let to others belong to no group: they are not the municipality's own use.
select 'sector' as scope, sector as key, property_id
from kpi_property
where sector is not null and tenure <> 'leased_out'
union all
select 'locality', locality, property_id
from kpi_property
where locality is not null and tenure <> 'leased_out'
union all
select 'authority', authority_code, property_id
from kpi_property
where authority_code is not null and tenure <> 'leased_out'
union all
select 'all', 'all', property_id
from kpi_property
where tenure <> 'leased_out'
