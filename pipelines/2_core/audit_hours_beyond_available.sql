-- audits: core_use
-- severity: warn
-- says: More hours were booked than the room was open
select property_id, room, period, hours_available, hours_booked, _file, _line
from core_use
where hours_booked > hours_available
