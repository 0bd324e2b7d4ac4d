-- The plan (main) and each named scenario side by side, with the checked distance from the best possible beside the solver's claim.
--
-- grain: position
-- net_saving_dkk: the recurring saving less one-off cost and proceeds spread over the years set for it, with the avoided backlog.
-- Distances are rounded up: no plan is called closer to the best than it is.
select
    position, scenario, title_da, title_en, status, method,
    round(target_permille * 0.1, 1)                                      as target_percent,
    round(cast(area_m2 * 100 as double) / nullif(baseline_m2, 0), 2)     as area_percent,
    round(cast(largest_m2 * 100 as double) / nullif(baseline_m2, 0), 2)  as largest_percent,
    properties,
    area_m2,
    round(saving_ore * 0.01, 2)                                          as saving_dkk,
    round(net_ore * 0.01, 2)                                             as net_saving_dkk,
    round(one_off_ore * 0.01, 2)                                         as one_off_dkk,
    round(proceeds_ore * 0.01, 2)                                        as proceeds_dkk,
    users_moved,
    round(disruption_m * 0.001, 3)                                       as disruption_km,
    round(cast(cast(gap_millionths + 99 as double) / 100.0 as integer) * 0.01, 2)                                    as gap_percent,
    round(cast(cast(solver_gap_millionths + 99 as double) / 100.0 as integer) * 0.01, 2)                             as solver_gap_percent,
    round(greedy_saving_ore * 0.01, 2)                                   as greedy_saving_dkk,
    greedy_area_m2,
    checked,
    sentence_da,
    sentence_en
from plan_result
