-- How many buildings the register holds in each state of their life, so that what is left out of every sum can be seen.
--
-- grain: authority_code, status
select
    authority_code,
    status,
    state,
    in_force,
    count(*) as building_count,
    sum(total_area_m2) as total_area_m2,
    min(_file) as _file,
    min(_line) as _line
from core_building_state
group by authority_code, status, state, in_force
