-- Cost, energy and backlog of each property per m² and per user, in kroner, and what leaving it would save every year.
--
-- grain: property_id
-- Bounds: the lower cost over the larger area and the higher cost over the smaller. A value is unknown where a part of it is missing.
-- Where homes are left out of the area nobody knows whether the money is for them as well: the larger area has them.
select
    p.property_id,
    c.cost_state,
    c.cost_ore,
    c.cost_ore_low,
    c.cost_ore_high,

    -- running cost, and the parts that a rule or the ladder asks for
    round(cast(c.cost_ore as double) / nullif(a.whole_m2 * 100, 0), 2)                as cost_per_m2_dkk,
    round(cast(c.cost_ore_low as double) / nullif(a.covered_m2_high * 100, 0), 2)       as cost_per_m2_dkk_low,
    round(cast(c.cost_ore_high as double) / nullif(a.bda_m2_low * 100, 0), 2)       as cost_per_m2_dkk_high,
    round(cast(c.cost_ore as double) / nullif(u.users * 100, 0), 2)                 as cost_per_user_dkk,
    round(cast(c.cost_ore_low as double) / nullif(u.users_high * 100, 0), 2)        as cost_per_user_dkk_low,
    round(cast(c.cost_ore_high as double) / nullif(u.users_low * 100, 0), 2)        as cost_per_user_dkk_high,
    f.value_low                                                                     as cleaning_per_m2_dkk_low,
    g.value_low                                                                     as energy_cost_per_m2_dkk_low,

    -- backlog
    b.backlog_ore,
    b.backlog_ore_low,
    b.backlog_ore_high,
    b.backlog_urgent_ore,
    round(cast(b.backlog_ore as double) / nullif(a.whole_m2 * 100, 0), 2)             as backlog_per_m2_dkk,
    round(cast(b.backlog_ore_low as double) / nullif(a.covered_m2_high * 100, 0), 2)    as backlog_per_m2_dkk_low,
    round(cast(b.backlog_ore_high as double) / nullif(a.bda_m2_low * 100, 0), 2)    as backlog_per_m2_dkk_high,

    -- energy
    e.heat_year,
    e.heat_state,
    e.heat_is_corrected,
    round(cast(e.heat_corrected_kwh as double) / nullif(a.whole_m2, 0), 2)            as energy_kwh_per_m2,
    round(cast(e.heat_corrected_kwh_low as double) / nullif(a.covered_m2_high, 0), 2)   as energy_kwh_per_m2_low,
    round(cast(e.heat_corrected_kwh_high as double) / nullif(a.bda_m2_low, 0), 2)   as energy_kwh_per_m2_high,
    e.electricity_year,
    e.electricity_state,
    round(cast(e.electricity_kwh as double) / nullif(a.whole_m2, 0), 2)               as electricity_kwh_per_m2,
    round(cast(e.electricity_kwh_low as double) / nullif(a.covered_m2_high, 0), 2)      as electricity_kwh_per_m2_low,
    round(cast(e.electricity_kwh_high as double) / nullif(a.bda_m2_low, 0), 2)      as electricity_kwh_per_m2_high
from core_property as p
join kpi_area as a on a.property_id = p.property_id
join kpi_user as u on u.property_id = p.property_id
left join kpi_cost as c on c.property_id = p.property_id
left join kpi_cost_figure as f on f.property_id = p.property_id and f.figure = 'cleaning_per_m2_dkk'
left join kpi_cost_figure as g on g.property_id = p.property_id and g.figure = 'energy_cost_per_m2_dkk'
left join kpi_backlog as b on b.property_id = p.property_id
left join kpi_energy as e on e.property_id = p.property_id
