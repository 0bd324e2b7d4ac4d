-- What was ordered, delivered and checked of each service contract at each property in the last twelve complete months.
--
-- grain: contract_id, property_id
-- A row without a property speaks for the contract as a whole: it is shared out as the contract's value is, to the properties that no row of their own speaks for
-- (measured: contract). months counts the months that hours were delivered in, and a year has twelve.
with

counted as (
    select c.contract_id, coalesce(c.property_id, '') as property_key, p.months_in, c._file, c._line,
        cast(c.ordered_hours * p.months_in as double) / nullif(p.month_count, 0)   as ordered_hours,
        cast(c.delivered_hours * p.months_in as double) / nullif(p.month_count, 0) as delivered_hours,
        case when c.delivered_hours is not null then p.months_in end               as delivered_months,
        case when c.checks_passed is not null then c.checks end                    as checks,
        case when c.checks is not null then c.checks_passed end                    as checks_passed,
        c.deductions_ore
    from raw_service_check as c
    join core_period as p on p.period = c.period and p.months_in > 0
),

summed as (
    select contract_id, property_key,
        sum(case when delivered_hours is not null then ordered_hours end)  as ordered_hours,
        sum(case when ordered_hours is not null then delivered_hours end)  as delivered_of_ordered,
        sum(delivered_hours) as delivered_hours, sum(delivered_months) as months, sum(checks) as checks, sum(checks_passed) as checks_passed,
        sum(deductions_ore) as deductions_ore, min(_file) as _file, min(_line) as _line
    from counted
    group by contract_id, property_key
),

spread as (
    select contract_id, property_key as property_id, 'property' as measured, 1.0 as part, 0 as whole, ordered_hours, delivered_of_ordered, delivered_hours, months,
        checks, checks_passed, deductions_ore, _file, _line
    from summed
    where property_key <> ''
    union all
    select w.contract_id, s.property_id, 'contract', s.share_percent * 0.01, 1, w.ordered_hours, w.delivered_of_ordered, w.delivered_hours, w.months,
        w.checks, w.checks_passed, w.deductions_ore, w._file, w._line
    from summed as w
    join core_service_contract_share as s on s.contract_id = w.contract_id
    left join summed as o on o.contract_id = w.contract_id and o.property_key = s.property_id
    where w.property_key = '' and o.contract_id is null
)

select s.contract_id, c.service, s.property_id, s.measured,
    round(s.ordered_hours * s.part, 2) as ordered_hours, round(s.delivered_of_ordered * s.part, 2) as delivered_of_ordered,
    round(s.delivered_hours * s.part, 2) as delivered_hours, s.months,
    s.checks, s.checks_passed, cast(round(s.deductions_ore * s.part) as integer) as deductions_ore, s._file, s._line
from spread as s
join core_service_contract as c on c.contract_id = s.contract_id
