-- audits: core_decision
-- severity: warn
-- says: A decision is called done, or has an effect, without saying what came of it and on which day: the property still counts
select property_id, verdict, effect, effect_on, _file, _line
from core_decision
where (verdict = 'done' or effect is not null)
  and (effect is null or effect_on is null)
