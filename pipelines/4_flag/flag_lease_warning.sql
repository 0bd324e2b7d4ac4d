-- The warnings of each last day of notice that can be missed: eighteen, twelve, six, three months and a month before it, each on its own day.
--
-- grain: lease_id, way, months_before
-- given 1: the day of the warning has come; newest 1: the last one given. A day of notice that changes makes other days, and so other warnings. Notice
-- that may be given on any day has none.
with

steps as (
    select cast(value as integer) as months_before
    from given_thresholds
    where rule = 'lease'
      and key in ('warning_first_months', 'warning_second_months', 'warning_third_months', 'warning_fourth_months', 'warning_last_months')
    group by cast(value as integer)
),

dated as (
    select o.lease_id, e.property_id, o.way, o.exit_on, o.notice_by, o.missed_months, o.missed_ore, s.months_before, e._file, e._line,
        case when substr(o.notice_by, 9, 2) > substr(b.last_on, 9, 2) then b.last_on else b.month || substr(o.notice_by, 8, 3) end as warned_on
    from kpi_lease_option as o
    join kpi_lease_exit as e on e.lease_id = o.lease_id
    join given_months as m on m.month = substr(o.notice_by, 1, 7)
    cross join steps as s
    join given_months as b on b.month_number = m.month_number - s.months_before
    where o.asked = 'tonight' and o.rolling = 0
)

select
    d.*,
    case when d.warned_on <= n.as_of then 1 else 0 end as given,
    case when d.warned_on <= n.as_of
          and d.months_before = min(case when d.warned_on <= n.as_of then d.months_before end) over (partition by d.lease_id, d.way) then 1 else 0 end as newest
from dated as d
cross join night as n
