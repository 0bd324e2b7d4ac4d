-- Hours available, booked and present of each property in each complete period of use, kept apart and never netted.
--
-- grain: property_id, period
-- The _high columns count every hour that nobody measured as booked, present or shown up; the plain ones count none of them. The months
-- of a room that are missing (kpi_missing_room) are open hours that nobody measured. hours_booked_high is also what the bookings may be
-- whose show-up nobody knows.
with

summed as (
    select
        property_id,
        period,
        min(first_day)                                                      as first_day,
        max(last_day)                                                       as last_day,
        sum(available) + sum(lost)                                          as available,
        sum(booked)                                                         as booked,
        sum(present)                                                        as present,
        sum(shown_up)                                                       as shown_up,
        sum(present_any)                                                    as present_any,
        sum(person_hours)                                                   as person_hours,
        sum(available_unbooked) + sum(lost)                                 as unbooked,
        sum(available_unseen) + sum(lost)                                   as unseen,
        sum(booked_unseen)                                                  as booked_unseen,
        count(*)                                                            as rooms,
        sum(case when person_hours is not null and available_unseen = 0 then 1 else 0 end) as rooms_counted
    from kpi_use_room
    group by property_id, period
),

lacking as (
    select property_id, period, sum(lost) as lost, count(distinct room) as rooms_missing
    from kpi_missing_room
    group by property_id, period
),

filled as (
    select s.property_id, s.period, s.first_day, s.last_day, s.booked, s.present, s.shown_up, s.present_any, s.person_hours, s.rooms, s.rooms_counted,
        s.booked_unseen,
        s.available + coalesce(l.lost, 0) as available,
        s.unbooked + coalesce(l.lost, 0)  as unbooked,
        s.unseen + coalesce(l.lost, 0)    as unseen,
        coalesce(l.rooms_missing, 0)      as rooms_missing
    from summed as s
    left join lacking as l on l.property_id = s.property_id and l.period = s.period
)

select
    property_id,
    period,
    first_day,
    last_day,
    available * 0.01                                                          as hours_available,
    booked * 0.01                                                             as hours_booked,
    present * 0.01                                                            as hours_present,
    shown_up * 0.01                                                           as hours_shown_up,
    case when booked is not null then (booked + unbooked) * 0.01 end          as hours_booked_high,
    case when present is not null then (present + unseen) * 0.01 end          as hours_present_high,
    case when shown_up is not null then (shown_up + booked_unseen + unbooked) * 0.01 end as hours_shown_up_high,
    present_any * 0.01                                                        as hours_present_any,
    -- people present on average while somebody is there, over all counted rooms
    case when present_any = 0 then 0
         else round(cast(person_hours * rooms as double) / nullif(present_any, 0), 2) end as persons_present,
    rooms,
    rooms_counted,
    rooms_missing
from filled
