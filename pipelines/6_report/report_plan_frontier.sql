-- The best plan for every target: no rows as long as no plan has been made.
--
-- grain: target_percent
select
    null as target_percent, null as reachable, null as properties, null as area_m2, null as area_percent,
    null as saving_dkk, null as one_off_dkk, null as users_moved, null as disruption_km, null as gap_percent
from night
where as_of is null
