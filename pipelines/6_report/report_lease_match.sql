-- Leases whose users fit into own vacant space, with the day by which that has to be decided.
--
-- grain: lease_id
select
    m.lease_id, m.property_id, p.name, p.sector, p.locality,
    m.state,
    m.replacing_property_id, r.name as replacing_name,
    m.need_m2, m.vacant_m2,
    round(m.rent_year_ore * 0.01, 2) as rent_dkk,
    m.decide_by, m.exit_on,
    m.leases
from flag_lease_match as m
left join core_property as p on p.property_id = m.property_id
left join core_property as r on r.property_id = m.replacing_property_id
