-- Users and capacity of each property: the newest count, with bounds where it is missing or stale.
--
-- grain: property_id
-- Bounds: a count that is older than its limit is taken plus and minus a margin; a missing count is 0 to the capacity where
-- the capacity is known, else nothing is known. user_state: fresh, stale, bounded by the capacity, or missing.
with

limits as (
    select
        max(case when t.key = 'headcount_stale_margin_percent' then t.value end) as margin_percent,
        max(case when t.key <> 'headcount_stale_months' then null
                 when t.value <= 3 then n.months_ago_3
                 when t.value <= 6 then n.months_ago_6
                 when t.value <= 12 then n.months_ago_12
                 else n.months_ago_24 end) as stale_before
    from given_thresholds as t
    cross join night as n
    where t.rule = 'input'
),

newest as (
    select
        property_id,
        max(case when users is not null then period end)    as users_period,
        max(case when capacity is not null then period end) as capacity_period,
        max(period)                                         as any_period
    from kpi_user_count
    group by property_id
),

stated as (
    select
        p.property_id,
        w.users_period,
        u.users,
        c.capacity,
        a.any_users,
        x.margin_percent,
        case when u.users is null and c.capacity is null then 'missing'
             when u.users is null then 'bounded'
             -- a year's count is as young as the end of its year
             when case when length(w.users_period) = 4 then w.users_period || '-12' else w.users_period end
                  < substr(x.stale_before, 1, 7) then 'stale'
             else 'fresh' end as user_state
    from core_property as p
    cross join limits as x
    left join newest as w on w.property_id = p.property_id
    left join kpi_user_count as u on u.property_id = p.property_id and u.period = w.users_period
    left join kpi_user_count as c on c.property_id = p.property_id and c.period = w.capacity_period
    left join kpi_user_count as a on a.property_id = p.property_id and a.period = w.any_period
)

select
    property_id,
    users_period,
    user_state,
    users,
    case user_state when 'fresh' then users
                    when 'stale' then round(users * (100 - margin_percent) * 0.01, 1)
                    when 'bounded' then 0 end        as users_low,
    case user_state when 'fresh' then users
                    when 'stale' then round(users * (100 + margin_percent) * 0.01, 1)
                    when 'bounded' then capacity end as users_high,
    capacity,
    any_users
from stated
