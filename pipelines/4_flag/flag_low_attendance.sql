-- F2a: fewer people present in an office than the area has room for, in two periods in a row.
--
-- grain: property_id
-- adds to: flag_rule
-- Without counts of people present the employees stand in: no more than all of them can have been present. That can settle a flag,
-- never a clean bill. One period alone, or a gap between two, is never firm.
with

limits as (
    select
        max(case when key = 'attendance_percent' then value end)  as attendance_percent,
        max(case when key = 'consecutive_periods' then value end) as consecutive_periods
    from given_thresholds
    where rule = 'F2a'
),

periods as (
    select property_id, period_rank, attendance_percent_low, attendance_percent_high, 1 as counted
    from kpi_attendance
    union all
    select u.property_id, u.period_rank, null,
        round(cast(u.users * p.norm_m2_per_user * 100 as double) / nullif(p.use_m2_low, 0), 2), 0
    from kpi_user_count as u
    join kpi_property as p on p.property_id = u.property_id
    where u.property_id not in (select property_id from kpi_attendance) and p.user_state = 'fresh'
),

judged as (
    select
        p.property_id,
        max(x.attendance_percent)                                                                 as threshold,
        max(x.consecutive_periods)                                                                as needed,
        max(case when t.period_rank <= x.consecutive_periods then t.counted end)                  as counted,
        count(case when t.period_rank <= x.consecutive_periods then 1 end)                        as known,
        count(t.period_rank)                                                                      as own_periods,
        count(case when t.period_rank <= x.consecutive_periods
                    and t.attendance_percent_high < x.attendance_percent then 1 end)              as under,
        count(case when t.period_rank <= x.consecutive_periods
                    and t.attendance_percent_low >= x.attendance_percent then 1 end)              as over_limit,
        max(case when t.period_rank <= x.consecutive_periods then t.attendance_percent_low end)   as value_low,
        max(case when t.period_rank <= x.consecutive_periods then t.attendance_percent_high end)  as value_high
    from kpi_property as p
    cross join limits as x
    left join periods as t on t.property_id = p.property_id
    where p.use_rule = 'attendance' and p.tenure <> 'leased_out'
    group by p.property_id
)

select
    j.property_id,
    'F2a' as rule,
    case when over_limit > 0 then 'none'
         when under = needed then 'firm'
         when coalesce(counted, 0) = 0 then 'data_gap'
         when own_periods < needed then 'data_gap'
         else 'open' end                         as state,
    value_low,
    case when known = needed then value_high end as value_high,
    threshold,
    under                                        as periods,
    cast(threshold * p.use_m2_high * 0.01 as double) / nullif(p.norm_m2_per_user, 0) - coalesce(p.persons_present, 0) as change,
    'presence.persons_present'                   as datum,
    cast(null as varchar)                        as use_sector
from judged as j
join kpi_property as p on p.property_id = j.property_id
