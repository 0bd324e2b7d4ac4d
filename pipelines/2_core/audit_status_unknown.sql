-- audits: core_building_state
-- severity: tell
-- says: A building has a state that the life-cycle list does not have: it does not count
select building_id, status, _file, _line, _record
from core_building_state
where state is null
