-- Users and capacity of each property: the newest count of its main use, with bounds where it is missing, stale or only a part.
--
-- grain: property_id
-- What the other uses have stands in kpi_part_user.
select property_id, users_period, user_state, users, users_low, users_high, capacity, capacity_low, capacity_high, any_users, any_partial
from kpi_part_user
where main = 1
