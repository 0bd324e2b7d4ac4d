-- Available, booked and present hours of each room on each day, side by side: booked is not used.
--
-- grain: property_id, room, day
-- large: yes
-- rebuild: property_id
-- A day that only one of the two feeds knows keeps nulls for the other.
with

both_feeds as (
    select b.property_id, b.room, b.day, b.hours_available, b.hours_booked, b.attendees, b.capacity,
        null as hours_present, null as persons_present, 1 as booked, b._file, b._line
    from raw_bookings as b
    union all
    select p.property_id, p.room, p.day, null, null, null, null, p.hours_present, p.persons_present, 0, p._file, p._line
    from raw_presence as p
)

select
    f.property_id,
    f.room,
    f.day,
    max(f.hours_available) as hours_available,
    max(f.hours_booked) as hours_booked,
    max(f.attendees) as attendees,
    max(f.capacity) as capacity,
    max(f.hours_present) as hours_present,
    max(f.persons_present) as persons_present,
    -- the booking's row where there is one, else the row that was counted: never the file of one with the line of the other
    coalesce(max(case when f.booked = 1 then f._file end), max(f._file)) as _file,
    coalesce(max(case when f.booked = 1 then f._line end), max(f._line)) as _line
from both_feeds as f
cross join night as n
where f.day <= n.as_of
group by f.property_id, f.room, f.day
