-- Hours that a room was in use, whoever counted them.
-- grain: room, day
with

counted as (
    select room, day, hours from raw_uses
    union all
    select room, day, hours from raw_bookings_kmd
)

select
    c.room,
    c.day,
    sum(c.hours) * f.factor as hours
from counted as c
join given_factor as f
group by c.room, c.day, f.factor
