-- audits: core_action_status
-- severity: tell
-- says: A status of an action does not count: it is dated before the action's first baseline, in the future or after the action was closed, or the action is not in the list or has no baseline
select action_id, status_on, refusal, _file, _line
from core_action_status
where refusal <> 'not_approved'
