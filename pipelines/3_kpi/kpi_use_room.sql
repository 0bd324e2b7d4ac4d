-- Hours available, booked and present of each room in each complete period of use, with the hours nobody measured beside them.
--
-- grain: property_id, room, period
-- rebuild: property_id
-- Hours are whole hundredths, so that no order of rows changes a digit. lost is a day with presence but no opening hours (its booking
-- row is missing): it counts as open as long as the room's longest day, and as unmeasured.
with

limits as (
    select
        max(case when t.key = 'use_period_months' then t.value end) as period_months,
        max(case when t.key <> 'use_complete_from_day' then null
                 when cast(substr(n.as_of, 9, 2) as integer) >= t.value then substr(n.as_of, 1, 7) || '-99'
                 else substr(n.as_of, 1, 7) end)                    as complete_before
    from given_thresholds as t
    cross join night as n
    where t.rule = 'input'
),

days as (
    select
        u.property_id,
        u.room,
        u.day,
        case when x.period_months <= 1 then substr(u.day, 1, 7)
             when x.period_months <= 3 then substr(u.day, 1, 4) || case when substr(u.day, 6, 2) <= '03' then '-03'
                  when substr(u.day, 6, 2) <= '06' then '-06' when substr(u.day, 6, 2) <= '09' then '-09' else '-12' end
             when x.period_months <= 6 then substr(u.day, 1, 4) || case when substr(u.day, 6, 2) <= '06' then '-06' else '-12' end
             else substr(u.day, 1, 4) || '-12' end                              as period,
        x.complete_before,
        cast(round(u.hours_available * 100) as integer)                         as available,
        cast(round(u.hours_booked * 100) as integer)                            as booked,
        cast(round(u.hours_present * 100) as integer)                           as present,
        cast(round(u.hours_present * u.persons_present * 100) as integer)       as person_hours
    from core_use_day as u
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
