-- How often each property is left in the plans about as good: no rows as long as no plan has been made.
--
-- grain: position
select
    null as position, null as property_id, null as name, null as sector, null as role, null as keep_loss_dkk,
    null as keep_loss_m2, null as keep_reachable, null as replaced_by
from night
where as_of is null
