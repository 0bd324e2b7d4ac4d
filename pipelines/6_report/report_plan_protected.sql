-- The properties that a decision protects from being left, with the reason, who decided it and until when (guard G7).
--
-- grain: property_id
select
    c.property_id, c.name, c.locality, c.sector, c.area_m2, c.headcount as people,
    t.scope, t.reason, t.decided_by, t.until_on,
    t.text_da as sentence_da,
    t.text_en as sentence_en
from flag_protected as t
join plan_candidate as c on c.property_id = t.property_id
join plan_setting as s on s.key = 'guard_G7' and s.value = 1
