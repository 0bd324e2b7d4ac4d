-- The catalogue of rules: each rule and each flag once, in an order of its own, within the room that flag_list has.
--
-- audits: given_rules
-- says: the catalogue of rules does not tell its rules apart, or flag_list has no room for one (ordinals 1 to 18)
select r.rule, r.flag, r.ordinal
from given_rules as r
left join given_rules as o on o.rule <> r.rule and (o.ordinal = r.ordinal or o.flag = r.flag)
where o.rule is not null or r.ordinal < 1 or r.ordinal > 18
union all
select rule, null, count(*)
from given_rules
group by rule
having count(*) > 1
