-- Hours of a room that the list of rooms does not have.
-- audits: core_use
-- severity: warn
-- says: uses name a room that is not in the list
select u.room, u.day from core_use as u where u.room not in (select room from raw_rooms)
