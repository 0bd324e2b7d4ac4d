-- No room has more seats than the largest hall.
-- audits: core_room
-- severity: error
-- says: rooms have more than 400 seats
select room, seats from core_room where seats > 400
