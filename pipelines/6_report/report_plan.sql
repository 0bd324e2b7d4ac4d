-- The properties that the plan leaves: no rows as long as no plan has been made.
--
-- grain: position
select
    null as position, null as property_id, null as name, null as address, null as locality, null as sector,
    null as authority_code, null as tenure, null as area_m2, null as cumulative_percent, null as saving_dkk,
    null as one_off_dkk, null as proceeds_dkk, null as backlog_dkk, null as users_moved, null as mean_distance_m,
    null as leave_on, null as role, null as outcome_class, null as state, null as firm_flags, null as open_flags,
    null as easting_m, null as northing_m
from night
where as_of is null
