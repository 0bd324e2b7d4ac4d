-- The frozen cost before each action's effect, by place and kind of cost: what was frozen after the effect does not count.
--
-- grain: action_id, place_kind, place_id, category
select f.action_id, coalesce(k.grp, f.place_kind) as place_kind, coalesce(r.root, f.place_id) as place_id, coalesce(g.grp, f.category) as category,
    sum(f.amount_ore) as amount_ore, min(f.baseline_year) as baseline_year, max(f.fixed_on) as fixed_on, min(f.accounts_file_sha256) as accounts_file_sha256,
    min(f._file) as _file, min(f._line) as _line
from raw_action_cost_baselines as f
join core_action as a on a.action_id = f.action_id and (a.effect_on is null or f.fixed_on <= a.effect_on)
left join given_codes as k on k.list = 'place_kind' and k.code = lower(f.place_kind)
left join given_codes as g on g.list = 'cost_category' and g.code = lower(f.category)
left join core_cost_centre_root as r on coalesce(k.grp, f.place_kind) = 'cost_centre' and r.cost_centre = f.place_id
group by f.action_id, coalesce(k.grp, f.place_kind), coalesce(r.root, f.place_id), coalesce(g.grp, f.category)
