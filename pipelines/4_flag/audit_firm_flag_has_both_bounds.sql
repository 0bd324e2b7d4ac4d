-- A firm flag of a rule with a limit above has a known lower bound, of a rule with a limit below a known upper bound.
--
-- audits: flag_result
-- severity: error
-- says: a firm flag rests on a figure that is not known
select property_id, rule, value_low, value_high
from flag_result
where state = 'firm'
  and ((rule in ('F1', 'F4', 'F5', 'F6', 'F7') and value_low is null)
    or (rule in ('F2a', 'F2b', 'F3', 'F8') and value_high is null))
