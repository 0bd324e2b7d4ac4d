-- How often each property is left in the plans about as good, those in the plan first, and what keeping it costs where that was asked.
--
-- grain: position
-- Properties that no such plan leaves come last.
select
    row_number() over (order by k.in_plan desc, case k.role when 'all' then 1 when 'some' then 2 when 'none' then 4 else 3 end, k.property_id) as position,
    k.property_id,
    p.name,
    p.sector,
    k.role,
    round(k.keep_loss_ore * 0.01, 2) as keep_loss_dkk,
    k.keep_loss_m2,
    k.keep_reachable,
    k.replaced_by
from plan_core as k
left join core_property as p on p.property_id = k.property_id
