-- audits: core_lease
-- severity: tell
-- says: Two running leases of a property say the same under two numbers: their area and rent count twice
select l.property_id, l.area_m2, l.rent_ore, l.ends_on, count(*) as lease_count, min(l.lease_id) as lease_id, max(l.lease_id) as other_lease_id,
    min(l._file) as _file, max(l._line) as _line
from core_lease as l
where l.running = 1 and l.area_m2 > 0
group by l.property_id, l.area_m2, l.rent_ore, l.notice_on, l.ends_on
having count(*) > 1
