-- The rent that each lease binds the municipality to until its cheapest way out, by year, in kroner.
--
-- grain: lease_id, year
select
    c.lease_id, c.property_id, p.name, c.year, c.months,
    round(c.rent_ore * 0.01, 2)          as rent_dkk,
    round(c.present_value_ore * 0.01, 2) as present_value_dkk
from kpi_lease_commitment as c
left join core_property as p on p.property_id = c.property_id
