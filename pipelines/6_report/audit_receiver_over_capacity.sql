-- No place is filled beyond the capacity it states, unless the municipality has said that space alone counts.
--
-- audits: report_plan_receiver
-- severity: error
-- says: the plan fills a place beyond its capacity
select r.property_id, r.users_after, r.capacity
from report_plan_receiver as r
join plan_activity as a on a.activity = r.sector and a.limit_by <> 'space'
where r.users_after > r.capacity
