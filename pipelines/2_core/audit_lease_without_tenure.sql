-- audits: core_lease
-- severity: tell
-- says: A lease runs on a property that the list does not call leased in
select l.lease_id, l.property_id, p.tenure, l._file, l._line
from core_lease as l
join core_property as p on p.property_id = l.property_id
where l.running = 1 and p.tenure <> 'leased_in'
