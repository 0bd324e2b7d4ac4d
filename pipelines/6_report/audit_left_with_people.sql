-- No property is left with more people counted in it than the plan moves.
--
-- audits: report_plan
-- severity: error
-- says: the plan leaves a property with people in it
select r.property_id, r.users_moved, c.headcount
from report_plan as r
join plan_candidate as c on c.property_id = r.property_id
where r.users_moved < c.headcount
