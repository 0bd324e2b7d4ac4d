-- Rooms that have opened by the night's date.
-- grain: room
select
    r.room,
    r.seats
from raw_rooms as r
join night as n
  on r.opened is null or r.opened <= n.as_of
