-- audits: core_action_status
-- severity: tell
-- says: A light was judged by hand without a reason, or with a colour that is none of green, yellow and red: the measured light is shown
select action_id, status_on, override_refusal, _file, _line
from core_action_status
where override_refusal is not null
