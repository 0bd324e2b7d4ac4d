-- The plan and the named scenarios side by side: no rows as long as no plan has been made.
--
-- grain: position
select
    null as position, null as scenario, null as title_da, null as title_en, null as status, null as method,
    null as target_percent, null as area_percent, null as largest_percent, null as properties, null as area_m2,
    null as saving_dkk, null as net_saving_dkk, null as one_off_dkk, null as proceeds_dkk, null as users_moved,
    null as disruption_km, null as gap_percent, null as solver_gap_percent, null as greedy_saving_dkk,
    null as greedy_area_m2, null as checked, null as sentence_da, null as sentence_en
from night
where as_of is null
