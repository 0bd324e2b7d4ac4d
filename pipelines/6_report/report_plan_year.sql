-- When the plan's properties can be left at the earliest, year by year, and what is saved every year from then on.
--
-- grain: year
-- A lease ends on its day, a closing that must be heard on the day that the law sets; all else could be left in the night's own year.
with

years as (
    select case when p.leave_on is null then n.year else cast(substr(p.leave_on, 1, 4) as integer) end as year,
        count(*) as properties, sum(p.area_m2) as area_m2, sum(p.saving_dkk) as saving_dkk, sum(p.users_moved) as users_moved,
        sum(p.one_off_dkk) as one_off_dkk
    from report_plan as p
    cross join night as n
    group by case when p.leave_on is null then n.year else cast(substr(p.leave_on, 1, 4) as integer) end
)

select
    year, properties, area_m2, users_moved, round(one_off_dkk, 2) as one_off_dkk, round(saving_dkk, 2) as saving_dkk,
    round(sum(saving_dkk) over (order by year rows between unbounded preceding and current row), 2) as cumulative_saving_dkk
from years
