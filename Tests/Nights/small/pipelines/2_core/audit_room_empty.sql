-- A room without a seat is worth a look.
-- audits: core_room
-- severity: warn
-- says: rooms have no seats
select room from core_room where seats = 0
