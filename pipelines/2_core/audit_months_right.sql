-- audits: core_property
-- severity: error
-- says: The calendar of months is not the calendar: what is counted from it would be wrong
-- A date is found by substr(date, 1, 7) = month. So many months on, never past a month's end, is the month whose month_number is that much
-- greater, as t:  case when substr(date, 9, 2) > substr(t.last_on, 9, 2) then t.last_on else t.month || substr(date, 8, 3) end
-- A date's number is first_day - 1 + cast(substr(date, 9, 2) as integer); a number's date is that of the month whose first_day and last_day lie
-- around it:  t.month || '-' || substr('0' || (number - t.first_day + 1), -2).  What lies outside the years is not found: unknown.
with

counted as (
    select m.*, row_number() over (order by month_number) as place, sum(days) over (order by month_number rows between unbounded preceding and current row) as days_on,
        case when month_of_year = 2 then case when year % 4 = 0 and (year % 100 <> 0 or year % 400 = 0) then 29 else 28 end
             when month_of_year in (4, 6, 9, 11) then 30 else 31 end as right_days
    from given_months as m
)

select month, days
from counted
where month <> year || '-' || substr('0' || month_of_year, -2) or month_number <> 12 * year + month_of_year - 1 or place <> month_number - 23399
   or days <> right_days or last_day <> days_on or first_day <> days_on - days + 1 or first_on <> month || '-01' or last_on <> month || '-' || days
