-- F2b: rooms used less than the floor and in the lowest quartile of the own sector, in two periods in a row.
--
-- grain: property_id
-- adds to: flag_rule
-- A month without opening hours (a school's July) has no rate and is no low use: it leaves a gap, and the flag at most open.
with

limits as (
    select
        max(case when key = 'floor_percent' then value end)       as floor_percent,
        max(case when key = 'consecutive_periods' then value end) as consecutive_periods
    from given_thresholds
    where rule = 'F2b'
),

periods as (
    select
        r.property_id,
        r.period_rank,
        r.present_percent_low,
        r.present_percent_high,
        r.period_rank - x.consecutive_periods as beyond,
        case when r.present_percent_high < x.floor_percent and r.present_percent_high <= q.first_quartile_low then 1 else 0 end  as under,
        case when r.present_percent_low >= x.floor_percent or r.present_percent_low > q.first_quartile_high then 1 else 0 end    as over_limit
    from kpi_use_rate as r
    join core_property as p on p.property_id = r.property_id
    join kpi_use_quartile as q on q.sector = p.sector and q.period = r.period
    cross join limits as x
    where r.present_percent_low is not null
),

judged as (
    select
        p.property_id,
        max(x.floor_percent)        as threshold,
        max(x.consecutive_periods)  as needed,
        count(t.period_rank)        as own_periods,
        count(case when t.beyond <= 0 then 1 end)                    as known,
        coalesce(sum(case when t.beyond <= 0 then t.under end), 0)      as under,
        coalesce(sum(case when t.beyond <= 0 then t.over_limit end), 0) as over_limit,
        max(case when t.beyond <= 0 then t.present_percent_low end)  as value_low,
        max(case when t.beyond <= 0 then t.present_percent_high end) as value_high
    from kpi_property as p
    cross join limits as x
    left join periods as t on t.property_id = p.property_id
    where p.use_rule = 'room' and p.tenure <> 'leased_out'
    group by p.property_id
)

select
    j.property_id,
    'F2b' as rule,
    case when over_limit > 0 then 'none'
         when under = needed then 'firm'
         when known = 0 or own_periods < needed then 'data_gap'
         else 'open' end                         as state,
    value_low,
    case when known = needed then value_high end as value_high,
    threshold,
    under                                        as periods,
    (threshold - coalesce(value_low, case when known = needed then value_high end)) * p.hours_available * 0.01        as change,
    case when p.hours_available is null then 'bookings.hours_booked' else 'presence.hours_present' end               as datum,
    cast(null as varchar)                        as use_sector
from judged as j
join kpi_property as p on p.property_id = j.property_id
