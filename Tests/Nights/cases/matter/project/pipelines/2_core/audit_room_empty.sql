-- A room without a seat is worth a look.
-- audits: core_room
-- severity: matter
-- says: rooms have no seats; next: count them, or say in the file of rooms that nobody may sit there
select room from core_room where seats = 0
