-- A room without a seat asks for a person.
-- audits: core_room
-- severity: matter
-- says: rooms have no seats; next: ask who counts the seats
select room from core_room where seats = 0 order by room
