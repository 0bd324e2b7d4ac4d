-- The key figures of each authority (municipality).
--
-- grain: authority_code
select
    key as authority_code,
    properties, with_area, with_users, with_cost, with_energy, with_condition,
    bda_m2, bda_m2_low, bda_m2_high, net_area_m2, net_area_m2_low, net_area_m2_high,
    users, capacity, m2_per_user, occupancy_percent,
    cost_ore_low, cost_ore_high, cost_per_m2_dkk, cost_per_m2_dkk_high, energy_kwh_per_m2, condition_mark, backlog_ore, complete_m2
from kpi_group
where scope = 'authority'
