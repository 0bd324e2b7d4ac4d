-- Extra.
select room,
       chairs
from raw_rooms
