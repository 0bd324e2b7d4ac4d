-- All properties of the municipality's list with their figures, flags and class.
--
-- grain: property_id
select
    p.property_id, p.name, p.address, c.address_source, p.locality, p.sector, p.authority_code, p.bfe_number, p.tenure,
    c.must_keep, c.must_keep_reason, c.listed, c.in_register, c.building_count,

    -- the conclusion of all, and the class that the rules alone give
    u.conclusion, u.sentence_da as conclusion_da, u.sentence_en as conclusion_en, u.has_place,
    f.outcome_class, f.rule, f.reason_da, f.reason_en, f.state, f.firm_flags, f.open_flags, f.guards,

    -- area and users
    p.bda_m2 as area_m2, p.bda_m2_low as area_m2_low, p.bda_m2_high as area_m2_high,
    p.net_area_m2, p.net_area_m2_low, p.net_area_m2_high,
    p.users, p.users_low, p.users_high, p.user_kind, p.capacity,
    p.m2_per_user, p.m2_per_user_low, p.m2_per_user_high, p.norm_m2_per_user,
    p.occupancy_percent, p.occupancy_percent_low, p.occupancy_percent_high,

    -- use
    p.booked_percent, p.booked_percent_low, p.booked_percent_high,
    p.present_percent, p.present_percent_low, p.present_percent_high,
    p.show_up_percent, p.show_up_percent_low, p.show_up_percent_high,

    -- money, energy, condition
    round(p.cost_ore * 0.01, 2) as cost_dkk, round(p.cost_ore_low * 0.01, 2) as cost_dkk_low, round(p.cost_ore_high * 0.01, 2) as cost_dkk_high,
    p.cost_per_m2_dkk, p.cost_per_m2_dkk_low, p.cost_per_m2_dkk_high, p.cost_per_user_dkk,
    p.energy_kwh_per_m2, p.energy_kwh_per_m2_low, p.energy_kwh_per_m2_high,
    p.condition_mark, p.condition_mark_low, p.condition_mark_high,
    round(p.backlog_ore * 0.01, 2) as backlog_dkk, p.backlog_per_m2_dkk,
    f.need_percent, f.need_percent_low, f.need_percent_high, p.forecast_5_percent, p.forecast_10_percent,

    -- what leaving would save every year: the property's own running cost
    round(p.cost_ore * 0.01, 2) as saving_dkk, round(p.cost_ore_low * 0.01, 2) as saving_dkk_low, round(p.cost_ore_high * 0.01, 2) as saving_dkk_high,
    p.cost_per_m2_dkk as saving_per_m2_dkk, p.vacant_m2,
    p.data_level, d.verdict, s.since_on, u.in_plan, case when k.property_id is not null then coalesce(k.role, 'unsettled') end as plan_role,
    p.easting_m, p.northing_m, r.file, c._line as line, cast(null as integer) as record
from kpi_property as p
join core_property as c on c.property_id = p.property_id
join flag_property as f on f.property_id = p.property_id
left join flag_decision as d on d.property_id = p.property_id and d.state = 'in_force'
left join flag_since as s on s.property_id = p.property_id
join report_conclusion as u on u.property_id = p.property_id
left join plan_core as k on k.property_id = p.property_id
left join raw_file as r on r._file = c._file
