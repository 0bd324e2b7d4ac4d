-- Available, booked and present hours of each room in each month.
--
-- grain: property_id, room, period
-- rebuild: property_id
-- The columns named _measured count only room-days on which somebody also looked who was there: rates of present to booked or
-- available hours divide by them.
with

days as (
    select
        property_id, room, substr(day, 1, 7) as period, day, _file, _line,
        row_number() over (partition by property_id, room, substr(day, 1, 7) order by _file, _line) as day_rank,
        hours_available, hours_booked, hours_present, attendees, capacity, persons_present,
        case when hours_present is not null then hours_available end as available_measured,
        case when hours_present is not null then hours_booked end as booked_measured,
        -- what was present within what was booked
        case when hours_present is null or hours_booked is null then null
             when hours_present < hours_booked then hours_present else hours_booked end as present_of_booked
    from core_use_day
)

select
    property_id,
    room,
    period,

    -- hours
    round(sum(hours_available), 3) as hours_available,
    round(sum(hours_booked), 3) as hours_booked,
    round(sum(hours_present), 3) as hours_present,
    round(sum(available_measured), 3) as hours_available_measured,
    round(sum(booked_measured), 3) as hours_booked_measured,
    round(sum(present_of_booked), 3) as hours_present_of_booked,

    -- people times hours
    round(sum(hours_present * persons_present), 3) as persons_present_hours,
    round(sum(hours_booked * attendees), 3) as attendee_hours,
    round(sum(hours_available * capacity), 3) as capacity_hours,
    max(capacity) as capacity,
    max(hours_available) as longest_day_hours,

    -- how much was looked at
    count(*) as room_days,
    count(hours_booked) as room_days_booked_known,
    count(hours_present) as room_days_present_known,
    min(day) as first_day,
    max(day) as last_day,
    min(_file) as _file,
    max(case when day_rank = 1 then _line end) as _line
from days
group by property_id, room, period
