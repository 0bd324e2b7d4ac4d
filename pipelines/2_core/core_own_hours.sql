-- Hours of own staff on each service at each property in the last twelve complete months.
--
-- grain: property_id, service
-- Hours are written down as they come, so a month without a row is a month without hours; a row of a quarter or a year speaks for its months, and where they
-- are not all of the twelve, for those as well.
with

counted as (
    select o.property_id, w.service, p.months_in, p.month_count, o._file, o._line,
        cast(o.hours * p.months_in as double) / nullif(p.month_count, 0) as hours
    from raw_own_hours as o
    join core_service_word as w on w.word = o.service
    join core_period as p on p.period = o.period and p.months_in > 0
    where o.hours is not null
),

summed as (
    select property_id, service, sum(hours) as hours, sum(months_in) as months, max(month_count) as longest, min(_file) as _file, min(_line) as _line
    from counted
    group by property_id, service
)

select property_id, service,
    round(case when longest > 1 and months < 12 then cast(hours * 12 as double) / nullif(months, 0) else hours end, 2) as hours,
    months, _file, _line
from summed
