-- No place is filled beyond the capacity it states, today, in five or in ten years, and its reserve stays free, unless the municipality has said that
-- space alone counts.
--
-- audits: report_plan_receiver
-- severity: error
-- says: the plan fills a place beyond its capacity less its reserve, today, in five or in ten years
select r.property_id, r.users_after, r.users_after_5, r.users_after_10, r.reserve_places, r.capacity
from report_plan_receiver as r
join plan_activity as a on a.activity = r.sector and a.limit_by <> 'space'
where r.users_after > r.capacity or r.users_after_5 > r.capacity or r.users_after_10 > r.capacity or r.places_left < 0
