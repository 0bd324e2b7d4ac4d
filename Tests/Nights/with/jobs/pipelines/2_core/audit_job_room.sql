-- A job is in a room that the list of rooms has.
-- audits: core_job
-- severity: warn
-- says: jobs name a room that is not in the list
select job, room from core_job where room not in (select room from raw_rooms)
