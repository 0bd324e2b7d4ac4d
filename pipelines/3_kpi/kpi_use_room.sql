-- Hours available, booked and present of each room in each complete period of use, with the hours nobody measured beside them.
--
-- grain: property_id, room, period
-- rebuild: property_id
-- Hours are whole hundredths, so that no order of rows changes a digit. lost is a day with presence but no opening hours (its booking
-- row is missing): it counts as open as long as the room's longest day, and as unmeasured.
with

limits as (
    select
        max(case when cast(substr(n.as_of, 9, 2) as integer) >= t.value then substr(n.as_of, 1, 7) || '-99'
                 else substr(n.as_of, 1, 7) end) as complete_before
    from given_thresholds as t
    cross join night as n
    where t.rule = 'input' and t.key = 'use_complete_from_day'
),

days as (
    select
        u.property_id,
        u.room,
        u.day,
        substr(u.day, 1, 4) || '-' || k.block                                   as period,
        x.complete_before,
        cast(round(u.hours_available * 100) as integer)                         as available,
        cast(round(u.hours_booked * 100) as integer)                            as booked,
        cast(round(u.hours_present * 100) as integer)                           as present,
        cast(round(u.hours_present * u.persons_present * 100) as integer)       as person_hours
    from core_use_day as u
    join kpi_use_block as k on k.slot = substr(u.day, 6, 2)
    cross join limits as x
)

select
    property_id,
    room,
    period,
    min(day)                                                                                 as first_day,
    max(day)                                                                                 as last_day,
    coalesce(sum(available), 0)                                                              as available,
    sum(case when available is not null then booked end)                                     as booked,
    sum(case when available is not null then present end)                                    as present,
    -- whoever counts people need not have opening hours: offices are not booked
    sum(present)                                                                             as present_any,
    sum(person_hours)                                                                        as person_hours,
    coalesce(sum(case when available is null then 1 else 0 end) * max(available), 0)         as lost,
    coalesce(sum(case when booked is null then available end), 0)                            as available_unbooked,
    coalesce(sum(case when present is null then available end), 0)                           as available_unseen,
    -- of what was booked: seen in use, and not looked at
    sum(case when present < booked then present when present is not null then booked end)    as shown_up,
    coalesce(sum(case when present is null then booked end), 0)                              as booked_unseen
from days
where period < complete_before
group by property_id, room, period
