-- The table of rooms.
-- grain: room
select room, seats, hours from kpi_room
