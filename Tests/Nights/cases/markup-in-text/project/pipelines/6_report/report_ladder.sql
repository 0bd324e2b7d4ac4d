-- Jobs under a name that the page draws from.
-- grain: job
select job, note from core_job
