-- Users and capacity of each property, by period and kind of user.
--
-- grain: property_id, period, kind
-- parts counts the words that were counted under one kind (nursery and kindergarten may both be children): fewer than before is a part.
select
    h.property_id,
    h.period,
    coalesce(k.grp, h.kind) as kind,
    sum(h.users) as users,
    sum(h.capacity) as capacity,
    count(h.users) as parts,
    count(h.capacity) as capacity_parts,
    min(h._file) as _file,
    min(h._line) as _line
from raw_headcount as h
left join given_codes as k on k.list = 'headcount_kind' and k.code = lower(h.kind)
group by h.property_id, h.period, coalesce(k.grp, h.kind)
