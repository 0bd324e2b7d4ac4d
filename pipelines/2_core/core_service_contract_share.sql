-- Each property's share of each service contract, in percent of its value and in whole øre a year.
--
-- grain: contract_id, property_id
-- By the share that is written, where every property of the contract has one; else by m2, else by hours, where all have them; one property alone has all of it. Where
-- nothing of this is said for all of them, nobody knows. Written shares over 100 give out nothing.
with

listed as (
    select s.contract_id, s.property_id, s.share_percent, s.covered_m2 as m2, s.hours_year, s._file, s._line,
        count(*) over (partition by s.contract_id)                                                        as properties,
        count(s.share_percent) over (partition by s.contract_id)                                          as with_share,
        sum(case when s.covered_m2 > 0 then 1 else 0 end) over (partition by s.contract_id)                        as with_m2,
        sum(case when s.hours_year > 0 then 1 else 0 end) over (partition by s.contract_id)                as with_hours,
        sum(s.share_percent) over (partition by s.contract_id)                                            as all_percent,
        sum(s.covered_m2) over (partition by s.contract_id)                                                       as all_m2,
        sum(s.hours_year) over (partition by s.contract_id)                                               as all_hours
    from raw_service_contract_properties as s
),

weighed as (
    select l.*,
        case when with_share = properties then 'share' when with_m2 = properties then 'm2' when with_hours = properties then 'hours'
             when properties = 1 then 'alone' end as shared_by,
        case when with_share = properties then case when all_percent <= 100.000001 then share_percent end
             when with_m2 = properties then cast(m2 * 100 as double) / nullif(all_m2, 0)
             when with_hours = properties then cast(hours_year * 100 as double) / nullif(all_hours, 0)
             when properties = 1 then 100 end as percent
    from listed as l
),

placed as (
    select w.*, sum(percent) over (partition by contract_id order by property_id rows between unbounded preceding and current row) as to_percent
    from weighed as w
)

select p.contract_id, c.service, p.property_id, p.shared_by, round(p.percent, 6) as share_percent,
    cast(round(c.value_ore * p.to_percent * 0.01) as integer) - cast(round(c.value_ore * (p.to_percent - p.percent) * 0.01) as integer) as value_ore,
    p.m2, p.hours_year, p.properties, p.all_percent, p._file, p._line
from placed as p
join core_service_contract as c on c.contract_id = p.contract_id
