-- Mean energy and cost of each property since 2023.
--
-- grain: bfe
-- large: yes
-- rebuild: bfe
select bfe, avg(heat_kwh) as heat_kwh, avg(power_kwh) as power_kwh, avg(cost_dkk) as cost_dkk
from raw_energy
where year >= 2023
group by bfe
