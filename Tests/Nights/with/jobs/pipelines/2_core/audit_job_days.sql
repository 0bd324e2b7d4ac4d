-- A job ends on the day it began or later.
-- audits: core_job
-- severity: warn
-- says: jobs end before they begin
select job, began, ended from core_job where ended < began
