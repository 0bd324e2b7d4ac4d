-- The warnings of leases' last days of notice: which have been given, on which day, and which come.
--
-- grain: lease_id, lease_way, months_before
select
    w.lease_id, w.property_id, p.name, w.way as lease_way, w.months_before, w.warned_on, w.given, w.newest, w.notice_by, w.exit_on, w.missed_months,
    round(w.missed_ore * 0.01, 2) as missed_dkk
from flag_lease_warning as w
left join core_property as p on p.property_id = w.property_id
