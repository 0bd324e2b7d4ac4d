-- The contracts by which the municipality rents premises, with whether they still run on the night's date.
--
-- grain: lease_id
-- index: property_id
-- A contract that renews by itself ends on the first end for which notice can still be given. What the municipality lets is in core_lease_term.
select
    l.lease_id,
    l.property_id,
    l.area_m2,
    l.rent_ore,
    coalesce(e.notice_by, l.notice_by) as notice_on,
    case when e.notice_by is not null then 0 when l.notice_by < n.as_of then 1 when l.notice_by is not null then 0 end as notice_missed,
    coalesce(e.ends_on, l.ends_on) as ends_on,
    case when coalesce(e.ends_on, l.ends_on) < n.as_of then 0 else 1 end as running,
    l._file,
    l._line
from core_lease_term as l
left join core_lease_end as e on e.lease_id = l.lease_id and e.is_next = 1
cross join night as n
where l.direction = 'in'
