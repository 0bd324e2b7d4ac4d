-- audits: core_action_receiver
-- severity: warn
-- says: An action names a receiving property that the list does not have: what moved there cannot be seen; next: mend the key in the list of actions
select action_id, receiver_id
from core_action_receiver
where known = 0
order by action_id, receiver_id
