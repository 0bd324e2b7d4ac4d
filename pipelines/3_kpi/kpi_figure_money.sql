-- Cost, energy, condition and backlog of each property as one row per figure, in kroner.
--
-- grain: property_id, figure
-- adds to: kpi_figure_row
select property_id, sector, 'cost_dkk' as figure, round(cost_ore * 0.01, 2) as value, round(cost_ore_low * 0.01, 2) as value_low, round(cost_ore_high * 0.01, 2) as value_high, null as period, cast(null as varchar) as reason
from kpi_property
union all
select property_id, sector, 'cost_per_m2_dkk', cost_per_m2_dkk, cost_per_m2_dkk_low, cost_per_m2_dkk_high, null, null
from kpi_property
union all
select property_id, sector, 'cost_per_user_dkk', cost_per_user_dkk, cost_per_user_dkk_low, cost_per_user_dkk_high, users_period, null
from kpi_property where user_kind is not null
union all
select property_id, sector, figure, value, value_low, value_high, period, null
from kpi_cost_figure
union all
select property_id, sector, 'saving_per_m2_dkk', cost_per_m2_dkk, cost_per_m2_dkk_low, cost_per_m2_dkk_high, null, null
from kpi_property where net_area_m2 > 0
union all
select property_id, sector, 'energy_kwh_per_m2', energy_kwh_per_m2, energy_kwh_per_m2_low, energy_kwh_per_m2_high, heat_year || '', null
from kpi_property
union all
select property_id, sector, 'electricity_kwh_per_m2', electricity_kwh_per_m2, electricity_kwh_per_m2_low, electricity_kwh_per_m2_high, electricity_year || '', null
from kpi_property
union all
select property_id, sector, 'condition_mark', condition_mark, condition_mark_low, condition_mark_high, null, null
from kpi_property
union all
select property_id, sector, 'backlog_dkk', round(backlog_ore * 0.01, 2), round(backlog_ore_low * 0.01, 2), round(backlog_ore_high * 0.01, 2), null, null
from kpi_property
union all
select property_id, sector, 'backlog_per_m2_dkk', backlog_per_m2_dkk, backlog_per_m2_dkk_low, backlog_per_m2_dkk_high, null, null
from kpi_property
union all
-- an order of magnitude, where it was delivered: between two round amounts, and no value
select p.property_id, p.sector, 'valuation_dkk', null, round(v.value_ore_low * 0.01, 2), round(v.value_ore_high * 0.01, 2), v.valued_year || '', null
from kpi_property as p
join core_valuation as v on v.bfe_number = p.bfe_number
join (select bfe_number, count(*) as properties from core_listed where in_use = 1 group by bfe_number) as o on o.bfe_number = p.bfe_number and o.properties = 1
