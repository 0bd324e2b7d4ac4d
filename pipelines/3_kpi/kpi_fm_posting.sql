-- What each property paid for each service in the last twelve complete months, in whole øre with bounds, as the accounts have it.
--
-- grain: property_id, service
-- Of a posting of a quarter or a year its months within the twelve count; it may all lie within or none of it. parts_open and limits_open: of the kinds of cost
-- that the money came under months are missing, so that it is a lower bound, or has no upper one (kpi_cost_category).
with

judged as (
    select m.*, p.months_in, p.month_count,
        case when k.property_id is not null and k.cost_ore is null then 1 else 0 end        as part_open,
        case when k.property_id is not null and k.cost_ore_high is null then 1 else 0 end   as limit_open
    from kpi_fm_month as m
    join core_period as p on p.period = m.period
    left join kpi_cost_category as k on k.property_id = m.property_id and k.category = m.category
)

select
    property_id, service,
    sum(cast(round(cast(amount_ore * months_in as double) / nullif(month_count, 0)) as integer))    as amount_ore,
    sum(case when months_in = month_count or amount_ore < 0 then amount_ore else 0 end)             as amount_ore_low,
    sum(case when months_in = month_count or amount_ore > 0 then amount_ore else 0 end)             as amount_ore_high,
    sum(cast(round(cast(income_ore * months_in as double) / nullif(month_count, 0)) as integer))    as income_ore,
    count(distinct period)                                                                          as periods,
    max(by_map)                                                                                     as by_map,
    max(part_open)                                                                                  as parts_open,
    max(limit_open)                                                                                 as limits_open,
    sum(posting_count)                                                                              as posting_count,
    min(_file) as _file, min(_line) as _line
from judged
group by property_id, service
