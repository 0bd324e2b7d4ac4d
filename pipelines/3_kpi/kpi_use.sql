-- Booking rate, actual use, show-up rate and seat use of each property in the newest period it has data for.
--
-- grain: property_id
-- Data older than the limit are not used. Seat use is frequency times occupancy: hours used of hours available times people of places.
with

limits as (
    select max(case when t.value <= 3 then n.months_ago_3 when t.value <= 6 then n.months_ago_6
                    when t.value <= 12 then n.months_ago_12 else n.months_ago_24 end) as stale_before
    from given_thresholds as t
    cross join night as n
    where t.rule = 'input' and t.key = 'use_stale_months'
),

newest as (
    select r.*, row_number() over (partition by r.property_id order by r.period_rank) as own_rank
    from kpi_use_rate as r
    cross join limits as x
    where r.period >= substr(x.stale_before, 1, 7)
)

select
    r.property_id,
    r.period,
    r.period_rank,
    r.hours_available,
    r.hours_booked,
    r.hours_present,
    r.booked_percent_low,
    r.booked_percent_high,
    r.present_percent_low,
    r.present_percent_high,
    r.show_up_percent_low,
    r.show_up_percent_high,
    t.attendance_percent_low,
    t.attendance_percent_high,
    r.persons_present,
    round(cast(r.persons_present * 100 as double) / nullif(u.capacity, 0), 2) as seat_use_percent
from newest as r
left join kpi_attendance as t on t.property_id = r.property_id and t.period = r.period
left join kpi_user as u on u.property_id = r.property_id
where r.own_rank = 1
