-- audits: core_action_cost_baseline
-- severity: warn
-- says: A cost was frozen after its action took effect and does not count; next: nothing can be frozen afterwards, the accounts' own year stands
select f.action_id, min(f.fixed_on) as fixed_on, min(a.effect_on) as effect_on
from raw_action_cost_baselines as f
join core_action as a on a.action_id = f.action_id
where f.fixed_on > a.effect_on
group by f.action_id
order by f.action_id
