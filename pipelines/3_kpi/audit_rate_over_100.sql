-- A share of hours that is over 100 percent says that the hours delivered contradict one another.
--
-- audits: kpi_use_rate
-- severity: warn
-- says: more hours were booked or used than were open
select property_id, period, booked_percent_low, present_percent_low
from kpi_use_rate
where booked_percent_low > 100
   or present_percent_low > 100
