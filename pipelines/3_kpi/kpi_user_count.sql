-- Users and capacity of each property in each period of the headcount, of the kind that its main use is judged by.
--
-- grain: property_id, period
-- period_rank 1 is the newest period that had begun on the night; any_users are all kinds together.
select property_id, period, last_month, users, capacity, any_users, users_partial, capacity_partial, any_partial, period_rank
from kpi_part_user_count
where main = 1
