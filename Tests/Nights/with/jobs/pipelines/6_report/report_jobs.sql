-- The table of jobs.
-- grain: job
select job, room, note from core_job
