-- The exit candidates, ranked by recurring saving per m² until the target is reached and beyond; firm ones first.
--
-- grain: rank
-- outcome_class is investigate where open flags could still make the property a candidate (state open).
select
    c.rank,
    p.property_id, p.name, p.address, p.locality, p.sector, p.authority_code, p.tenure,
    p.conclusion, p.conclusion_da, p.conclusion_en, p.has_place, p.outcome_class, p.rule, c.state, p.firm_flags, p.open_flags,
    p.area_m2, p.area_m2_low, p.area_m2_high, p.net_area_m2, p.net_area_m2_low, p.net_area_m2_high,
    p.users, p.users_low, p.users_high, p.user_kind, p.capacity,
    p.m2_per_user, p.m2_per_user_low, p.m2_per_user_high, p.norm_m2_per_user,
    p.occupancy_percent, p.occupancy_percent_low, p.occupancy_percent_high,
    p.booked_percent, p.booked_percent_low, p.booked_percent_high,
    p.present_percent, p.present_percent_low, p.present_percent_high,
    p.show_up_percent, p.show_up_percent_low, p.show_up_percent_high,
    p.cost_dkk, p.cost_dkk_low, p.cost_dkk_high,
    p.cost_per_m2_dkk, p.cost_per_m2_dkk_low, p.cost_per_m2_dkk_high, p.cost_per_user_dkk,
    p.energy_kwh_per_m2, p.energy_kwh_per_m2_low, p.energy_kwh_per_m2_high,
    p.condition_mark, p.condition_mark_low, p.condition_mark_high,
    p.backlog_dkk, p.backlog_per_m2_dkk,
    p.need_percent, p.need_percent_low, p.need_percent_high, p.forecast_5_percent, p.forecast_10_percent,
    p.saving_dkk, p.saving_dkk_low, p.saving_dkk_high, p.saving_per_m2_dkk,
    c.cumulative_m2, c.cumulative_percent,
    p.data_level, p.verdict, p.since_on, p.in_plan, p.plan_role, p.easting_m, p.northing_m
from flag_candidate as c
join report_properties as p on p.property_id = c.property_id
