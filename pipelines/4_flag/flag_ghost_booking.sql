-- F3: booked hours that nobody shows up for, in two periods in a row.
--
-- grain: property_id
-- adds to: flag_rule
-- A period with hardly any bookings is not judged: two forgotten hours are no habit. Where some bookings are not known there may be more.
with

limits as (
    select
        max(case when key = 'show_up_percent' then value end)      as show_up_percent,
        max(case when key = 'consecutive_periods' then value end)  as consecutive_periods,
        max(case when key = 'minimum_hours_booked' then value end) as minimum_hours_booked
    from given_thresholds
    where rule = 'F3'
),

judged as (
    select
        p.property_id,
        max(x.show_up_percent)                                                                         as threshold,
        max(x.consecutive_periods)                                                                     as needed,
        count(t.show_up_percent_low)                                                                   as own_periods,
        count(case when t.period_rank <= x.consecutive_periods then t.show_up_percent_low end)         as known,
        count(case when t.period_rank <= x.consecutive_periods
                    and t.hours_booked_high < x.minimum_hours_booked then 1 end)                       as too_few,
        count(case when t.period_rank <= x.consecutive_periods
                    and t.hours_booked < x.minimum_hours_booked then 1 end)                            as maybe_few,
        count(case when t.period_rank <= x.consecutive_periods
                    and t.show_up_percent_high < x.show_up_percent then 1 end)                         as under,
        count(case when t.period_rank <= x.consecutive_periods
                    and t.show_up_percent_low >= x.show_up_percent then 1 end)                         as over_limit,
        max(case when t.period_rank <= x.consecutive_periods then t.show_up_percent_low end)           as value_low,
        max(case when t.period_rank <= x.consecutive_periods then t.show_up_percent_high end)          as value_high
    from kpi_property as p
    cross join limits as x
    left join kpi_use_rate as t on t.property_id = p.property_id
    where p.use_rule = 'room' and p.tenure <> 'leased_out'
    group by p.property_id
)

select
    j.property_id,
    'F3' as rule,
    case when over_limit > 0 or too_few > 0 then 'none'
         when under = needed and maybe_few = 0 then 'firm'
         when known = 0 or own_periods < needed then 'data_gap'
         else 'open' end                         as state,
    value_low,
    case when known = needed then value_high end as value_high,
    threshold,
    under                                        as periods,
    (threshold - coalesce(value_low, case when known = needed then value_high end)) * p.hours_booked * 0.01 as change,
    cast(null as varchar)                        as datum,
    cast(null as varchar)                        as use_sector
from judged as j
join kpi_property as p on p.property_id = j.property_id
