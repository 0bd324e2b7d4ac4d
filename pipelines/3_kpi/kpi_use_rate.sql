-- Booking rate, show-up rate and actual use of each property in each period, with bounds; period_rank 1 is the newest of the data.
--
-- grain: property_id, period
-- The rank counts the periods of all properties in use, so that a property whose newest period is missing has no rank 1.
with

periods as (
    select period, row_number() over (order by period desc) as period_rank
    from (select distinct u.period from kpi_use_period as u join core_property as p on p.property_id = u.property_id and p.in_use = 1) as d
)

select
    u.property_id,
    u.period,
    p.period_rank,
    u.hours_available,
    u.hours_booked,
    u.hours_present,
    round(cast(u.hours_booked * 100 as double) / nullif(u.hours_available, 0), 2)       as booked_percent_low,
    round(cast(u.hours_booked_high * 100 as double) / nullif(u.hours_available, 0), 2)  as booked_percent_high,
    round(cast(u.hours_present * 100 as double) / nullif(u.hours_available, 0), 2)      as present_percent_low,
    round(cast(u.hours_present_high * 100 as double) / nullif(u.hours_available, 0), 2) as present_percent_high,
    -- use without a booking does not raise the rate: each day counts at most the hours booked
    round(cast(u.hours_shown_up * 100 as double) / nullif(u.hours_booked, 0), 2)        as show_up_percent,
    round(cast(u.hours_shown_up * 100 as double) / nullif(u.hours_booked_high, 0), 2)   as show_up_percent_low,
    round(cast(u.hours_shown_up_high * 100 as double) / nullif(u.hours_booked_high, 0), 2) as show_up_percent_high,
    u.hours_booked_high,
    u.persons_present,
    u.rooms,
    u.rooms_counted,
    u.rooms_missing
from kpi_use_period as u
join periods as p on p.period = u.period
join core_property as c on c.property_id = u.property_id and c.in_use = 1
