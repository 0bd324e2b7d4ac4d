-- Every key figure of every property in use: the best value and, as _low and _high, its bounds. What is gone has no row here.
--
-- grain: property_id
-- need_percent is the smallest of what is known of occupancy, presence and norm against area per user (flag_need).
select
    p.property_id,
    p.bfe_number,
    p.name,
    p.address,
    p.locality,
    p.sector,
    p.tenure,
    p.authority_code,
    p.must_keep,
    p.listed,
    p.easting_m,
    p.northing_m,
    d.data_level,

    -- area
    a.total_area_m2, a.attic_m2, a.basement_m2,
    a.bda_m2, a.bda_m2_low, a.bda_m2_high, a.net_area_m2, a.net_area_m2_low, a.net_area_m2_high, a.area_disputed, a.area_partial, a.areas_missing, a.area_source,
    a.whole_m2, a.elsewhere_m2, a.homes_m2, a.covered_m2_high,

    -- users
    s.user_kind, u.users, u.users_low, u.users_high, u.user_state, u.users_period, u.capacity, u.capacity_low, u.capacity_high, u.any_users, u.any_partial, s.norm_m2_per_user, s.use_rule,
    s.m2_per_user, s.m2_per_user_low, s.m2_per_user_high, s.reason as m2_per_user_reason,
    s.occupancy_percent, s.occupancy_percent_low, s.occupancy_percent_high,
    s.parts, s.use_m2, s.use_m2_low, s.use_m2_high, s.need_m2_low, s.need_m2_high,
    s.vacant_m2, s.vacant_m2_low, s.vacant_m2_high, s.norm_need_percent, s.norm_need_percent_low, s.norm_need_percent_high,

    -- use
    r.period as use_period, r.use_state, r.rooms_missing, r.hours_available, r.hours_booked, r.hours_present, r.persons_present,
    r.seat_use_percent, r.seat_use_percent_low, r.seat_use_percent_high,
    r.booked_percent, r.booked_percent_low, r.booked_percent_high,
    r.present_percent, r.present_percent_low, r.present_percent_high,
    r.show_up_percent, r.show_up_percent_low, r.show_up_percent_high,
    r.attendance_percent, r.attendance_percent_low, r.attendance_percent_high,

    -- money, energy and condition
    e.cost_state, e.cost_ore, e.cost_ore_low, e.cost_ore_high, e.cost_per_m2_dkk, e.cost_per_m2_dkk_low, e.cost_per_m2_dkk_high,
    e.cost_per_user_dkk, e.cost_per_user_dkk_low, e.cost_per_user_dkk_high, e.cleaning_per_m2_dkk_low, e.energy_cost_per_m2_dkk_low,
    e.backlog_ore, e.backlog_ore_low, e.backlog_ore_high, e.backlog_urgent_ore, e.backlog_per_m2_dkk, e.backlog_per_m2_dkk_low, e.backlog_per_m2_dkk_high,
    e.heat_year, e.heat_state, e.heat_is_corrected, e.energy_kwh_per_m2, e.energy_kwh_per_m2_low, e.energy_kwh_per_m2_high,
    e.electricity_year, e.electricity_state, e.electricity_kwh_per_m2, e.electricity_kwh_per_m2_low, e.electricity_kwh_per_m2_high,
    k.condition_mark, k.condition_mark_low, k.condition_mark_high, k.stale as condition_stale,

    -- what is to come
    f.forecast_5_percent, f.forecast_5_percent_low, f.forecast_5_percent_high,
    f.forecast_10_percent, f.forecast_10_percent_low, f.forecast_10_percent_high
from core_property as p
join kpi_area as a on a.property_id = p.property_id
join kpi_user as u on u.property_id = p.property_id
join kpi_space as s on s.property_id = p.property_id
join kpi_economy as e on e.property_id = p.property_id
join kpi_data_level as d on d.property_id = p.property_id
left join kpi_use as r on r.property_id = p.property_id
left join kpi_condition as k on k.property_id = p.property_id
left join kpi_forecast as f on f.sector = p.sector and f.locality = p.locality
where p.in_use = 1
