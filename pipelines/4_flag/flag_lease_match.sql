-- The own vacant space that would take each lease's users before it renews or binds the municipality longer: what rule F6 found for its property.
--
-- grain: lease_id
-- Of several leases on one property the space takes all or none: leases counts them. decide_by is the last day of notice that is still within reach tonight.
select
    e.lease_id,
    e.property_id,
    f.state,
    f.replacing_property_id,
    f.value_low                          as vacant_m2,
    f.threshold                          as need_m2,
    count(*) over (partition by e.property_id) as leases,
    e.rent_year_ore,
    o.way,
    o.exit_on,
    case when o.rolling = 0 then o.notice_by end as decide_by
from kpi_lease_exit as e
join flag_lease_replaceable as f on f.property_id = e.property_id and f.state in ('firm', 'open') and f.replacing_property_id is not null
left join kpi_lease_option as o on o.lease_id = e.lease_id and o.asked = 'tonight' and o.place = 1
where e.state in ('running', 'held_over', 'given_up')
