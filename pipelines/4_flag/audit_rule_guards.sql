-- A rule that what must be kept, what is listed and what is under way do not guard: it would flag a protected property.
--
-- audits: given_rules, given_guards
-- says: a rule has no row of a guard that holds back every rule (must_keep, listed, building_case)
select r.rule, g.guard, g.code
from given_rules as r
cross join (select distinct guard, code from given_guards where code in ('must_keep', 'listed', 'building_case')) as g
left join given_guards as h on h.rule = r.rule and h.guard = g.guard
where h.rule is null
