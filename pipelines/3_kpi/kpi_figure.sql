-- Every figure of every scope in one long table: building, property, sector, locality, authority and the whole portfolio.
--
-- grain: scope, key, figure
-- members and known say how many properties the group has and how many of them the figure rests on.
with

grouped as (
    select scope, key, 'area_m2' as figure, bda_m2 as value, bda_m2_low as value_low, bda_m2_high as value_high, with_area as known, properties from kpi_group
    union all
    select scope, key, 'net_area_m2', net_area_m2, net_area_m2_low, net_area_m2_high, with_area, properties from kpi_group
    union all
    select scope, key, 'users', users, users, users, with_users, properties from kpi_group
    union all
    select scope, key, 'capacity', capacity, capacity, capacity, with_users, properties from kpi_group
    union all
    select scope, key, 'm2_per_user', m2_per_user, m2_per_user, m2_per_user, with_users, properties from kpi_group
    union all
    select scope, key, 'occupancy_percent', occupancy_percent, occupancy_percent, occupancy_percent, with_users, properties from kpi_group
    union all
    select scope, key, 'cost_dkk', round(cost_ore_low * 0.01, 2), round(cost_ore_low * 0.01, 2), round(cost_ore_high * 0.01, 2), with_cost, properties from kpi_group
    union all
    select scope, key, 'cost_per_m2_dkk', cost_per_m2_dkk, cost_per_m2_dkk, cost_per_m2_dkk_high, with_cost, properties from kpi_group
    union all
    select scope, key, 'energy_kwh_per_m2', energy_kwh_per_m2, energy_kwh_per_m2, energy_kwh_per_m2, with_energy, properties from kpi_group
    union all
    select scope, key, 'condition_mark', condition_mark, condition_mark, condition_mark, with_condition, properties from kpi_group
    union all
    select scope, key, 'backlog_dkk', round(backlog_ore * 0.01, 2), round(backlog_ore * 0.01, 2), round(backlog_ore * 0.01, 2), with_condition, properties from kpi_group
)

select 'property' as scope, property_id as key, figure, value, value_low, value_high, unit, data_level, reason, 1 as members,
    case when value is null then 0 else 1 end as known
from kpi_figure_property
union all
select 'building', building_id, 'area_m2', bda_m2, bda_m2, bda_m2, 'm2', null, case when bda_m2 is null then 'missing' end, 1, case when bda_m2 is null then 0 else 1 end
from kpi_building
union all
select 'building', building_id, 'condition_mark', condition_mark, condition_mark, condition_mark, 'mark', null, null, 1, 1
from kpi_building
where condition_mark is not null
union all
select 'building', building_id, 'backlog_per_m2_dkk', backlog_per_m2_dkk, backlog_per_m2_dkk, backlog_per_m2_dkk, 'dkk_per_m2', null, null, 1, 1
from kpi_building
where backlog_per_m2_dkk is not null
union all
select 'authority', authority_code, 'm2_per_citizen', m2_per_citizen, m2_per_citizen_low, m2_per_citizen_high, 'm2_per_user', null,
    case when m2_per_citizen is null then 'missing' end, properties, case when m2_per_citizen is null then 0 else properties end
from kpi_authority
union all
select g.scope, g.key, g.figure, g.value, g.value_low, g.value_high, f.unit, null,
    case when g.known < g.properties then 'missing' end, g.properties, g.known
from grouped as g
left join given_figures as f on f.figure = g.figure
