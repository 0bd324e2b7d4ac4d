-- The datum that each open flag and each data gap waits for, where it would settle the class of the property.
--
-- grain: property_id, datum
-- Value of the missing datum: the area of the property whose class it would settle.
with

waiting as (
    select r.property_id, u.datum
    from flag_result as r
    join flag_rule as u on u.property_id = r.property_id and u.rule = r.rule
    join kpi_property as p on p.property_id = r.property_id
    where r.state in ('open', 'data_gap') and r.signal in ('not_needed', 'underused')
      -- whether premises are still leased comes before everything else about them
      and (p.tenure is distinct from 'unclear' or u.datum = 'leases.ends_on')
)

select w.property_id, w.datum, substr(w.datum, 1, instr(w.datum, '.') - 1) as feed, p.sector, p.name, p.net_area_m2 as area_m2, count(*) as open_flags
from waiting as w
join flag_property as f on f.property_id = w.property_id and f.state = 'open'
join kpi_property as p on p.property_id = w.property_id
where w.datum is not null
group by w.property_id, w.datum, p.sector, p.name, p.net_area_m2
