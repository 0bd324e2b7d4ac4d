-- Jobs with their rooms.
-- grain: job
select job, room, began, ended, status, note from raw_jobs
