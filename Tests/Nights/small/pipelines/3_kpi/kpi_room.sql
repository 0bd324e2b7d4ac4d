-- Seats and hours of each room.
-- grain: room
select
    r.room,
    r.seats,
    sum(u.hours) as hours
from core_room as r
left join core_use as u
       on u.room = r.room
group by r.room, r.seats
