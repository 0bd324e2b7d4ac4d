-- What a tender of each service may save, as percent of its volume: low, likely and high, with the expected value of the three.
--
-- grain: service
-- An estimate and no promise: everything known of it elsewhere is printed beside it (given_fm_evidence). Nothing of it is money before it stands in the accounts. The volume
-- is the yearly cost of the properties whose price is known and whose contract does not forbid a tender; closed_ore is what may not be tendered.
with

limits as (
    select max(case when key = 'saving_low_percent' then value end) as low, max(case when key = 'saving_likely_percent' then value end) as likely,
        max(case when key = 'saving_high_percent' then value end) as high, max(case when key = 'tender_cost_percent' then value end) as tender_cost
    from given_thresholds
    where rule = 'fm'
),

closed as (
    select s.property_id, s.service, max(c.may_tender) as may_tender
    from core_service_contract_share as s
    join core_service_contract as c on c.contract_id = s.contract_id
    cross join night as n
    where c.begun = 1 and (c.ends_on is null or c.ends_on >= n.as_of)
    group by s.property_id, s.service
),

volumes as (
    select c.service, c.position,
        sum(case when coalesce(k.may_tender, 1) = 1 then c.cost_ore end)                                as volume_ore,
        sum(case when coalesce(k.may_tender, 1) = 0 then c.cost_ore end)                                as closed_ore,
        sum(case when coalesce(k.may_tender, 1) = 1 and c.cost_ore is not null then 1 else 0 end)       as properties,
        sum(case when c.cost_ore is null then 1 else 0 end)                                             as without_price
    from kpi_fm_cost as c
    join core_service as v on v.service = c.service and v.tendered = 1
    left join closed as k on k.property_id = c.property_id and k.service = c.service
    group by c.service, c.position
)

select v.service, v.position, v.properties, v.without_price, v.volume_ore, v.closed_ore,
    cast(round(v.volume_ore * x.low * 0.01) as integer)                                                                     as saving_ore_low,
    cast(round(v.volume_ore * x.likely * 0.01) as integer)                                                                  as saving_ore,
    cast(round(v.volume_ore * x.high * 0.01) as integer)                                                                    as saving_ore_high,
    cast(round(cast(v.volume_ore * (x.low + 4 * x.likely + x.high) * 0.01 as double) / 6) as integer)                       as expected_ore,
    cast(round(v.volume_ore * x.tender_cost * 0.01) as integer)                                                             as tender_cost_ore
from volumes as v
cross join limits as x
