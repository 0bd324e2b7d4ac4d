-- The colour of the finish of each half-year of an action.
--
-- grain: action_id, half, parameter
-- adds to: kpi_light_parameter
-- Calendar months counted from the baseline's finish, never past a month's end: one month after 31 January is 28 February. Green before the
-- first limit, red after the last. The deviation is whole months, towards nothing: ten days late are none.
with

limits as (
    select max(case when key = 'time_green_months' then value end) as green_months, max(case when key = 'time_yellow_months' then value end) as yellow_months
    from given_thresholds
    where rule = 'light'
),

held as (
    select l.action_id, l.half, l.version, l.status_on, o.place, o.baseline_on, s.forecast_finish_on as forecast_on, o.missing,
        t.month_number - b.month_number as months,
        cast(substr(s.forecast_finish_on, 9, 2) as integer) as day,
        -- the baseline's day in the forecast's month, and the forecast's in the baseline's, never past its end
        case when cast(substr(o.baseline_on, 9, 2) as integer) < t.days then cast(substr(o.baseline_on, 9, 2) as integer) else t.days end        as same_day,
        cast(substr(o.baseline_on, 9, 2) as integer) as baseline_day,
        case when cast(substr(s.forecast_finish_on, 9, 2) as integer) < b.days then cast(substr(s.forecast_finish_on, 9, 2) as integer) else b.days end as back_day
    from kpi_light_half as l
    join (select action_id, version, 1 as place, finish_on as baseline_on, null as missing from core_action_baseline
          union all select action_id, 0, 2, finish_on, reason from core_action_first) as o on o.action_id = l.action_id and (o.version = l.version or o.place = 2)
    left join core_action_status as s on s.action_id = l.action_id and s.status_on = l.status_on
    left join given_months as b on b.month = substr(o.baseline_on, 1, 7)
    left join given_months as t on t.month = substr(s.forecast_finish_on, 1, 7)
),

counted as (
    select h.*,
        case when forecast_on >= baseline_on then months - case when day < same_day then 1 else 0 end
             else -(-months - case when baseline_day < back_day then 1 else 0 end) end as whole,
        case when status_on is null then 'not_reported' when missing is not null then missing when forecast_on is null then 'no_forecast' when months is null then 'outside' end as reason
    from held as h
)

select
    c.action_id, c.half, 'time' as parameter, 'months' as unit, c.version, cast(null as double) as baseline, c.baseline_on, cast(null as double) as forecast, c.forecast_on,
    c.whole as deviation, cast(null as double) as deviation_percent,
    case when c.reason is not null then 'grey' when c.forecast_on < c.baseline_on or c.whole < x.green_months then 'green'
         when c.whole > x.yellow_months or (c.whole = x.yellow_months and (c.months > c.whole or c.day > c.same_day)) then 'red' else 'yellow' end as colour,
    c.reason, cast(null as double) as first_baseline, f.baseline_on as first_baseline_on, f.whole as first_deviation, cast(null as double) as first_deviation_percent, f.reason as first_reason
from counted as c
join counted as f on f.action_id = c.action_id and f.half = c.half and f.place = 2
cross join limits as x
where c.place = 1
