-- Each property's price of a service in each of the three groups it may be compared in.
--
-- grain: property_id, service, grouping
select g.property_id, g.service, 'band' as grouping, g.sector || '/' || g.level || '/' || g.band as group_key,
    c.cost_per_m2_dkk as value, c.cost_per_m2_dkk_low as value_low, c.cost_per_m2_dkk_high as value_high
from kpi_fm_group as g
join kpi_fm_cost as c on c.property_id = g.property_id and c.service = g.service
where g.level is not null and g.band is not null
union all
select g.property_id, g.service, 'level', g.sector || '/' || g.level, c.cost_per_m2_dkk, c.cost_per_m2_dkk_low, c.cost_per_m2_dkk_high
from kpi_fm_group as g
join kpi_fm_cost as c on c.property_id = g.property_id and c.service = g.service
where g.level is not null
union all
select g.property_id, g.service, 'sector', g.sector || '', c.cost_per_m2_dkk, c.cost_per_m2_dkk_low, c.cost_per_m2_dkk_high
from kpi_fm_group as g
join kpi_fm_cost as c on c.property_id = g.property_id and c.service = g.service
