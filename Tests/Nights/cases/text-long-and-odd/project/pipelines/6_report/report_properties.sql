-- Jobs under a name that the workbook has a sheet for.
-- grain: job
select job, note from core_job
