-- audits: core_action
-- severity: warn
-- says: An action and the decision on the same property name different days for the effect; next: mend one of the two lists
select a.action_id, a.property_id, a.effect_on, d.effect_on as decision_effect_on, a._file, a._line
from core_action as a
join core_decision as d on d.property_id = a.property_id
where a.kind in ('sell', 'demolish', 'end_lease', 'move')
  and d.took_effect = 1 and a.effect_on <> d.effect_on and a.ended_on is null
order by a.action_id
