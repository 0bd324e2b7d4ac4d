-- A rule's model gives rows of a rule that the catalogue does not have: nobody would see them.
--
-- audits: flag_rule
-- severity: error
-- says: rows of a rule that given_rules does not have
select distinct r.rule
from flag_rule as r
left join given_rules as d on d.rule = r.rule
where d.rule is null
