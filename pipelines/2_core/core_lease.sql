-- The contracts by which the municipality rents premises, with whether they still run on the night's date.
--
-- grain: lease_id
-- index: property_id
select
    l.lease_id,
    l.property_id,
    l.area_m2,
    l.rent_ore,
    l.notice_by as notice_on,
    case when l.notice_by < n.as_of then 1 when l.notice_by is not null then 0 end as notice_missed,
    l.ends_on,
    case when l.ends_on < n.as_of then 0 else 1 end as running,
    l._file,
    l._line
from raw_leases as l
cross join night as n
