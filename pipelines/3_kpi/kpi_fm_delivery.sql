-- Price, what was delivered, its quality and the hours of own staff, of each service at each property, in one row: a price without them is no answer.
--
-- grain: property_id, service
-- The full price adds the own hours at the hourly cost. Without own hours nobody knows whether there were any: what is paid is the least of it. Hours that were measured in
-- some of the twelve months stand for all of them in the price of an hour; measured_months says in how many. NULL is not measured.
with

limits as (
    select max(value) as hourly_dkk
    from given_thresholds
    where rule = 'fm' and key = 'hourly_cost_dkk'
),

delivered as (
    select property_id, service, sum(ordered_hours) as ordered_hours, sum(delivered_of_ordered) as delivered_of_ordered, sum(delivered_hours) as delivered_hours,
        min(months) as months, sum(checks) as checks, sum(checks_passed) as checks_passed, sum(deductions_ore) as deductions_ore,
        max(case when measured = 'contract' then 1 else 0 end) as by_contract
    from core_service_check
    group by property_id, service
)

select
    c.property_id, c.service, c.position, c.basis, c.cost_ore, c.cost_ore_low, c.cost_ore_high, c.m2, c.area_source, c.level, c.cost_per_m2_dkk,
    d.ordered_hours, d.delivered_hours, d.months as measured_months, d.by_contract,
    round(cast(c.cost_ore * d.months as double) / nullif(d.delivered_hours * 1200, 0), 2)                 as cost_per_hour_dkk,
    round(cast(d.delivered_of_ordered * 100 as double) / nullif(d.ordered_hours, 0), 1)                   as delivery_percent,
    d.checks, d.checks_passed,
    round(cast(d.checks_passed * 100 as double) / nullif(d.checks, 0), 1)                                 as quality_percent,
    d.deductions_ore,
    o.hours as own_hours,
    cast(round(o.hours * x.hourly_dkk * 100) as integer)                                                  as own_ore,
    c.cost_ore + cast(round(o.hours * x.hourly_dkk * 100) as integer)                                     as full_ore,
    c.cost_ore_low + coalesce(cast(round(o.hours * x.hourly_dkk * 100) as integer), 0)                    as full_ore_low,
    c.cost_ore_high + cast(round(o.hours * x.hourly_dkk * 100) as integer)                                as full_ore_high,
    round(cast(c.cost_ore + cast(round(o.hours * x.hourly_dkk * 100) as integer) as double) / nullif(c.m2 * 100, 0), 2) as full_per_m2_dkk
from kpi_fm_cost as c
cross join limits as x
left join delivered as d on d.property_id = c.property_id and d.service = c.service
left join core_own_hours as o on o.property_id = c.property_id and o.service = c.service
