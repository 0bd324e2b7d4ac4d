-- The datum that each open flag and each data gap waits for, where it would settle the class of the property.
--
-- grain: property_id, datum
-- Value of the missing datum: the area of the property whose class it would settle.
with

waiting as (
    select
        r.property_id,
        r.rule,
        case r.rule
            when 'F1' then case when p.sector is null then 'properties.sector' when p.bda_m2 is null or (p.user_state = 'fresh' and (p.area_disputed = 1 or p.area_partial = 1)) then 'properties.area_m2' else 'headcount.users' end
            when 'F2a' then 'presence.persons_present'
            when 'F2b' then case when p.hours_available is null then 'bookings.hours_booked' else 'presence.hours_present' end
            when 'F5' then case when p.condition_mark is null or p.condition_mark_low <> p.condition_mark_high then 'condition.mark' else 'headcount.users' end
            when 'F6' then case when p.tenure = 'unclear' then 'leases.ends_on' when p.bda_m2 is null then 'leases.area_m2' else 'headcount.users' end
            when 'F8' then case when k.users_5 is null then 'forecast.users' else 'headcount.capacity' end
            when 'F9' then case when p.cost_ore_low is null and p.any_users = 0 then 'costs.amount_ore' else 'headcount.users' end
        end as datum
    from flag_result as r
    join kpi_property as p on p.property_id = r.property_id
    left join kpi_forecast as k on k.sector = p.sector and k.locality = p.locality
    where r.state in ('open', 'data_gap') and r.signal in ('not_needed', 'underused')
      -- whether premises are still leased comes before everything else about them
      and (p.tenure is distinct from 'unclear' or r.rule = 'F6')
)

select w.property_id, w.datum, substr(w.datum, 1, instr(w.datum, '.') - 1) as feed, p.sector, p.name, p.net_area_m2 as area_m2, count(*) as open_flags
from waiting as w
join flag_property as f on f.property_id = w.property_id and f.state = 'open'
join kpi_property as p on p.property_id = w.property_id
where w.datum is not null
group by w.property_id, w.datum, p.sector, p.name, p.net_area_m2
