-- The smallest change in one input that removes each flag, everything else unchanged.
--
-- grain: property_id, rule
-- Whole people, hours and m²; percent with one decimal; always enough for the worse bound: the lower one of what is too little, the upper one
-- of what is too much, and nothing is said where nobody knows it. For F2b it is the change that reaches the
-- floor: leaving the lowest quartile depends on the others as well.
with

shown as (
    select r.property_id, r.rule, r.value_high as sure_high, coalesce(r.value_low, r.value_high) as value_low, r.threshold, p.use_m2_high, case when coalesce(p.parts, 1) = 1 then p.covered_m2_high end as covered_m2_high, p.users_low, p.norm_m2_per_user,
        p.persons_present, p.hours_available, p.hours_booked, f.capacity_known
    from flag_result as r
    join kpi_property as p on p.property_id = r.property_id
    left join kpi_forecast as f on f.sector = p.sector and f.locality = p.locality
    where r.state in ('firm', 'open', 'guarded')
),

exact as (
    select property_id, rule,
        case rule
            when 'F1' then cast(covered_m2_high as double) / nullif(threshold, 0) - users_low
            when 'F2a' then cast(threshold * use_m2_high * 0.01 as double) / nullif(norm_m2_per_user, 0) - coalesce(persons_present, 0)
            when 'F2b' then (threshold - value_low) * hours_available * 0.01
            when 'F3' then (threshold - value_low) * hours_booked * 0.01
            when 'F4' then cast((threshold - sure_high) * 1000 as double) / nullif(sure_high, 0)
            when 'F5' then (threshold - sure_high) * 10
            when 'F6' then sure_high - threshold
            when 'F7' then cast((threshold - sure_high) * 1000 as double) / nullif(sure_high, 0)
            when 'F8' then (threshold - value_low) * capacity_known * 0.01
            when 'F9' then threshold - coalesce(value_low, 0)
        end as change
    from shown
)

select
    property_id,
    rule,
    -- upwards to the next whole number, or beyond the limit where reaching it is not enough
    case when rule in ('F4', 'F7') then (cast(change as integer) - case when change < cast(change as integer) then 1 else 0 end) * 0.1
         when rule = 'F5' then (cast(change as integer) - 1) * 0.1
         when rule in ('F6', 'F9') then cast(change as integer) + 1
         else cast(change as integer) + case when change > cast(change as integer) then 1 else 0 end end as change,
    case when rule in ('F4', 'F7') then 'percent' when rule in ('F2b', 'F3') then 'hours' when rule = 'F5' then 'mark'
         when rule = 'F6' then 'm2' else 'count' end as unit
from exact
-- a bound that is within the limit already has nothing to change
where change is not null and (change > 0 or (rule = 'F6' and change = 0) or rule in ('F4', 'F5', 'F7', 'F9'))
