-- The half-years from the last one before the year of the first baseline (what is said in that year's first weeks is said of it) to the night's
-- own, with the days between which a status of each is given.
--
-- grain: half
-- A status dated after report_opened and up to report_by is that half's: what is written in July about the half that ended in June is no
-- early status of the next one. half_number counts on, two a year.
with

limits as (
    select
        (select min(cast(substr(approved_on, 1, 4) as integer)) from raw_action_baselines) as first_year,
        (select cast(max(value) as integer) from given_thresholds where rule = 'light' and key = 'report_days') as report_days
),

halves as (
    select e.year, e.month_of_year, e.year * 2 + case e.month_of_year when 6 then 0 else 1 end as half_number,
        b.first_on as starts_on, e.last_on as ends_on, b.first_day - 1 + x.report_days as opened_day, e.last_day + x.report_days as report_day
    from given_months as e
    join given_months as b on b.month_number = e.month_number - 5
    cross join limits as x
    cross join night as n
    where e.month_of_year in (6, 12) and (e.year >= x.first_year or (e.year = x.first_year - 1 and e.month_of_year = 12)) and b.first_on <= n.as_of
)

select
    h.year || case h.month_of_year when 6 then '-H1' else '-H2' end as half,
    h.half_number,
    h.starts_on,
    h.ends_on,
    o.month || '-' || substr('0' || (h.opened_day - o.first_day + 1), -2) as report_opened,
    r.month || '-' || substr('0' || (h.report_day - r.first_day + 1), -2) as report_by
from halves as h
join given_months as o on h.opened_day >= o.first_day and h.opened_day <= o.last_day
join given_months as r on h.report_day >= r.first_day and h.report_day <= r.last_day
