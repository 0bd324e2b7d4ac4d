-- Where the users of the plan move to: no rows as long as no plan has been made.
--
-- grain: position
select
    null as position, null as from_property_id, null as from_name, null as to_property_id, null as to_name,
    null as activity, null as users, null as area_m2, null as distance_m, null as remaining_m2
from night
where as_of is null
