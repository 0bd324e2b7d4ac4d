-- Every period that accounts, counts and hours are delivered for, as its months: a month, a quarter (2026-Q1) or a year (2026).
--
-- grain: period
-- months_in counts the months that lie in the last twelve complete ones, months_before those of the twelve before; position is the place
-- of the period's last month among the twelve. slot names the same part of another year. posted is 1 where accounts have the period.
with

periods as (
    select period, max(posted) as posted
    from (
        select distinct period, 1 as posted from raw_costs
        union all
        select distinct period, 0 from raw_headcount
        union all
        select distinct period, 0 from raw_service_check
        union all
        select distinct period, 0 from raw_own_hours
    ) as all_feeds
    group by period
),

named as (
    select
        period,
        posted,
        case when length(period) = 4 then '01'
             when substr(period, 6, 1) = 'Q' then substr('0' || (cast(substr(period, 7, 1) as integer) * 3 - 2), -2)
             else substr(period, 6, 2) end as slot,
        case when length(period) = 4 then 12 when substr(period, 6, 1) = 'Q' then 3 else 1 end as month_count
    from periods
),

counted as (
    -- months from the first of the last twelve complete ones, which is 0
    select p.*,
        (cast(substr(p.period, 1, 4) as integer) - cast(substr(n.month_start, 1, 4) as integer)) * 12
            + cast(p.slot as integer) - cast(substr(n.month_start, 6, 2) as integer) + 12 as starts
    from named as p
    cross join night as n
)

select
    period,
    posted,
    slot,
    month_count,
    substr(period, 1, 4) || '-' || slot                                                            as first_month,
    substr(period, 1, 4) || '-' || substr('0' || (cast(slot as integer) + month_count - 1), -2)    as last_month,
    case when starts > 11 or starts + month_count <= 0 then 0
         else case when starts + month_count < 12 then starts + month_count else 12 end
            - case when starts > 0 then starts else 0 end end                                      as months_in,
    case when starts > -1 or starts + month_count <= -12 then 0
         else case when starts + month_count < 0 then starts + month_count else 0 end
            - case when starts > -12 then starts else -12 end end                                  as months_before,
    case when starts + month_count > 12 then 12 else starts + month_count end                      as position
from counted
