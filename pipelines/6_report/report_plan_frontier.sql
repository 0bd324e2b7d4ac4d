-- The best plan for every target, all else as it is.
--
-- grain: target_percent
-- gap_percent is rounded up: no plan is called closer to the best than it is.
select
    round(f.target_permille * 0.1, 1)                                              as target_percent,
    f.reachable,
    f.properties,
    f.area_m2,
    round(cast(f.area_m2 * 100 as double) / nullif(r.baseline_m2, 0), 2)           as area_percent,
    round(f.saving_ore * 0.01, 2)                                                  as saving_dkk,
    round(f.one_off_ore * 0.01, 2)                                                 as one_off_dkk,
    round(f.proceeds_ore * 0.01, 2)                                                as proceeds_dkk,
    f.users_moved,
    round(f.disruption_m * 0.001, 3)                                               as disruption_km,
    round(cast(cast(f.gap_millionths + 99 as double) / 100.0 as integer) * 0.01, 2)                                            as gap_percent
from plan_frontier as f
join plan_result as r on r.scenario = 'main'
