-- Area, users and occupancy of each property as one row per figure.
--
-- grain: property_id, figure
-- adds to: kpi_figure_row
-- A figure that the sector does not have gives no row; a figure that is not known gives a row of nulls. The plot has a row where the cadastre
-- knows it: most properties go without, and nobody is asked for it.
select property_id, sector, 'area_m2' as figure, bda_m2 as value, bda_m2_low as value_low, bda_m2_high as value_high, null as period, cast(null as varchar) as reason
from kpi_property
union all
select property_id, sector, 'net_area_m2', net_area_m2, net_area_m2_low, net_area_m2_high, null, null
from kpi_property
union all
select property_id, sector, 'users', users, users_low, users_high, users_period, null
from kpi_property where user_kind is not null
union all
select property_id, sector, 'capacity', capacity, capacity_low, capacity_high, users_period, null
from kpi_property where user_kind is not null
union all
select property_id, sector, 'm2_per_user', m2_per_user, m2_per_user_low, m2_per_user_high, users_period, null
from kpi_property where user_kind is not null
union all
select property_id, sector, 'occupancy_percent', occupancy_percent, occupancy_percent_low, occupancy_percent_high, users_period, null
from kpi_property where user_kind is not null
union all
select property_id, sector, 'norm_need_percent', norm_need_percent, norm_need_percent_low, norm_need_percent_high, users_period, null
from kpi_property where norm_m2_per_user is not null
union all
select property_id, sector, 'vacant_m2', vacant_m2, vacant_m2_low, vacant_m2_high, users_period, null
from kpi_property where norm_m2_per_user is not null
union all
select property_id, sector, 'forecast_5_percent', forecast_5_percent, forecast_5_percent_low, forecast_5_percent_high, null, null
from kpi_property where user_kind is not null
union all
select property_id, sector, 'forecast_10_percent', forecast_10_percent, forecast_10_percent_low, forecast_10_percent_high, null, null
from kpi_property where user_kind is not null
union all
select property_id, sector, 'total_area_m2', total_area_m2, total_area_m2, case when coalesce(areas_missing, 0) = 0 then total_area_m2 end, null, null
from kpi_property where total_area_m2 is not null
union all
select property_id, sector, 'attic_m2', attic_m2, attic_m2, attic_m2, null, null
from kpi_property where attic_m2 is not null
union all
select property_id, sector, 'basement_m2', basement_m2, basement_m2, basement_m2, null, null
from kpi_property where basement_m2 is not null
union all
select property_id, sector, 'elsewhere_m2', elsewhere_m2, elsewhere_m2, elsewhere_m2, null, null
from kpi_property where elsewhere_m2 is not null
union all
select property_id, sector, 'homes_m2', homes_m2, homes_m2, homes_m2, null, null
from kpi_property where homes_m2 is not null
union all
select p.property_id, p.sector, 'plot_m2', g.plot_m2, g.plot_m2, g.plot_m2, null, null
from kpi_property as p
join core_property_plot as g on g.bfe_number = p.bfe_number and g.plot_m2 is not null
join (select bfe_number, count(*) as properties from core_listed where in_use = 1 group by bfe_number) as o on o.bfe_number = p.bfe_number and o.properties = 1
