-- Hours booked, present and shown up of each property as one row per figure.
--
-- grain: property_id, figure
-- adds to: kpi_figure_row
select property_id, sector, 'booked_percent' as figure, booked_percent as value, booked_percent_low as value_low, booked_percent_high as value_high, use_period as period, cast(null as varchar) as reason
from kpi_property where use_rule = 'room'
union all
select property_id, sector, 'present_percent', present_percent, present_percent_low, present_percent_high, use_period, null
from kpi_property where use_rule = 'room'
union all
select property_id, sector, 'show_up_percent', show_up_percent, show_up_percent_low, show_up_percent_high, use_period, null
from kpi_property where use_rule = 'room'
union all
select property_id, sector, 'attendance_percent', attendance_percent, attendance_percent_low, attendance_percent_high, use_period, null
from kpi_property where use_rule = 'attendance'
union all
select property_id, sector, 'seat_use_percent', seat_use_percent, seat_use_percent_low, seat_use_percent_high, use_period, null
from kpi_property where use_rule in ('room', 'attendance')
