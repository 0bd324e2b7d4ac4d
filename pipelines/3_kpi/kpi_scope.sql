-- Which groups each property belongs to: its sector, its locality, its authority, and the whole portfolio.
--
-- grain: scope, key, property_id
-- Premises that are let to others belong to no group: they are not the municipality's own use. A property with several uses belongs to the
-- sector of each by its share (whole 0: only in part); where nobody said the shares, to its main use.
select 'sector' as scope, sector as key, property_id, 1 as whole, 1 as share
from kpi_property
where sector is not null and tenure <> 'leased_out' and coalesce(parts, 1) = 1
union all
select 'sector', u.sector, u.property_id, 0, coalesce(u.share, u.main)
from core_property_use as u
join kpi_property as p on p.property_id = u.property_id and p.parts > 1 and p.tenure <> 'leased_out'
union all
select 'locality', locality, property_id, 1, 1
from kpi_property
where locality is not null and tenure <> 'leased_out'
union all
select 'authority', authority_code, property_id, 1, 1
from kpi_property
where authority_code is not null and tenure <> 'leased_out'
union all
select 'all', 'all', property_id, 1, 1
from kpi_property
where tenure <> 'leased_out'
