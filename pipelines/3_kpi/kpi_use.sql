-- Booking rate, actual use, show-up rate and seat use of each property in the newest period it has data for.
--
-- grain: property_id
-- Data older than the limit are not used. Seat use is frequency times occupancy: hours used of hours available times people of places.
-- Where the months of a room are missing the rates are bounds and no values; an older period than the feed's newest bounds nothing.
with

limits as (
    select max(case when t.value <= 3 then n.months_ago_3 when t.value <= 6 then n.months_ago_6
                    when t.value <= 12 then n.months_ago_12 else n.months_ago_24 end) as stale_before
    from given_thresholds as t
    cross join night as n
    where t.rule = 'input' and t.key = 'use_stale_months'
),

newest as (
    select r.*, row_number() over (partition by r.property_id order by r.period_rank) as own_rank,
        case when r.rooms_missing > 0 then 'partial' when r.period_rank > 1 then 'stale' else 'whole' end as use_state
    from kpi_use_rate as r
    cross join limits as x
    where r.period >= substr(x.stale_before, 1, 7)
)

select
    r.property_id,
    r.period,
    r.period_rank,
    r.use_state,
    r.rooms_missing,
    r.hours_available,
    r.hours_booked,
    r.hours_present,
    case when use_state <> 'partial' then r.booked_percent_low end                            as booked_percent,
    case when use_state = 'stale' then 0 else r.booked_percent_low end                        as booked_percent_low,
    case when use_state = 'stale' and r.booked_percent_high < 100 then 100 else r.booked_percent_high end   as booked_percent_high,
    case when use_state <> 'partial' then r.present_percent_low end                           as present_percent,
    case when use_state = 'stale' then 0 else r.present_percent_low end                       as present_percent_low,
    case when use_state = 'stale' and r.present_percent_high < 100 then 100 else r.present_percent_high end as present_percent_high,
    case when use_state <> 'partial' then r.show_up_percent end                               as show_up_percent,
    case when use_state = 'stale' then 0 else r.show_up_percent_low end                       as show_up_percent_low,
    case when use_state = 'stale' and r.show_up_percent_high < 100 then 100 else r.show_up_percent_high end as show_up_percent_high,
    case when use_state <> 'partial' then t.attendance_percent_low end                        as attendance_percent,
    case when use_state = 'stale' then 0 else t.attendance_percent_low end                    as attendance_percent_low,
    case when use_state <> 'stale' then t.attendance_percent_high end                         as attendance_percent_high,
    case when use_state <> 'partial' then r.persons_present end                               as persons_present,
    case when use_state <> 'partial' then round(cast(r.persons_present * 100 as double) / nullif(u.capacity, 0), 2) end as seat_use_percent,
    case when use_state = 'whole' and u.capacity_high is not null then round(cast(r.persons_present * 100 as double) / nullif(u.capacity_high, 0), 2)
         when r.persons_present is not null and (u.capacity is null or u.capacity > 0) then 0 end as seat_use_percent_low,
    case when use_state = 'whole' then round(cast(r.persons_present * 100 as double) / nullif(u.capacity_low, 0), 2) end as seat_use_percent_high
from newest as r
left join kpi_attendance as t on t.property_id = r.property_id and t.period = r.period
left join kpi_user as u on u.property_id = r.property_id
where r.own_rank = 1
