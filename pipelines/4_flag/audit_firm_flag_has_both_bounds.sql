-- A firm flag of a rule with a limit above has a known lower bound, of a rule with a limit below a known upper bound.
--
-- audits: flag_result
-- severity: error
-- says: a firm flag rests on a figure that is not known
select r.property_id, r.rule, r.value_low, r.value_high
from flag_result as r
join given_rules as d on d.rule = r.rule
where r.state = 'firm' and ((d.side = 'above' and r.value_low is null) or (d.side = 'below' and r.value_high is null))
