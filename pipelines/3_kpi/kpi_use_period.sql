-- Hours available, booked and present of each property in each complete period of use, kept apart and never netted.
--
-- grain: property_id, period
-- Bounds: where a room has no presence or booking data its available hours count as 0 for the lower and as all for the upper bound.
-- Hours are summed in hundredths, so that no order of rows changes a digit.
with

limits as (
    select
        max(case when t.key = 'use_period_months' then t.value end) as period_months,
        max(case when t.key <> 'use_complete_from_day' then null
                 when cast(substr(n.as_of, 9, 2) as integer) >= t.value then substr(n.as_of, 1, 7) || '-99'
                 else substr(n.as_of, 1, 7) end)                     as complete_before
    from given_thresholds as t
    cross join night as n
    where t.rule = 'input'
),

monthly as (
    select
        u.*,
        case when x.period_months <= 1 then u.period
             when x.period_months <= 3 then substr(u.period, 1, 4) || case when substr(u.period, 6, 2) <= '03' then '-03'
                  when substr(u.period, 6, 2) <= '06' then '-06' when substr(u.period, 6, 2) <= '09' then '-09' else '-12' end
             when x.period_months <= 6 then substr(u.period, 1, 4) || case when substr(u.period, 6, 2) <= '06' then '-06' else '-12' end
             else substr(u.period, 1, 4) || '-12' end as use_period,
        cast(round(u.hours_available * 100) as integer)       as available,
        cast(round(u.hours_booked * 100) as integer)          as booked,
        cast(round(u.hours_present * 100) as integer)         as present,
        cast(round(u.persons_present_hours * 100) as integer) as person_hours,
        x.complete_before
    from core_use as u
    cross join limits as x
),

summed as (
    select
        property_id,
        use_period                                                                    as period,
        sum(available)                                                                as available,
        sum(booked)                                                                   as booked,
        sum(present)                                                                  as present,
        sum(person_hours)                                                             as person_hours,
        coalesce(sum(case when booked is null then available end), 0)                 as available_unbooked,
        coalesce(sum(case when present is null then available end), 0)                as available_unseen,
        count(distinct room)                                                          as rooms,
        count(distinct case when person_hours is not null then room end)              as rooms_counted
    from monthly
    where use_period < complete_before
    group by property_id, use_period
)

select
    property_id,
    period,
    available * 0.01                                        as hours_available,
    booked * 0.01                                           as hours_booked,
    present * 0.01                                          as hours_present,
    case when booked is not null then (booked + available_unbooked) * 0.01 end  as hours_booked_high,
    case when present is not null then (present + available_unseen) * 0.01 end  as hours_present_high,
    -- people present on average while the rooms were open; rooms that nobody counted make it a lower bound
    round(cast(person_hours * rooms as double) / nullif(available, 0), 2) as persons_present,
    rooms,
    rooms_counted
from summed
