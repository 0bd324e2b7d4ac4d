-- The people counted in each property in each year: of every kind the newest count of the year.
--
-- grain: property_id, year
with

counted as (
    select property_id, cast(substr(period, 1, 4) as integer) as year, kind, users,
        row_number() over (partition by property_id, substr(period, 1, 4), kind order by period desc) as newest
    from core_user
    where users is not null
)

select property_id, year, sum(users) as users, count(*) as kinds
from counted
where newest = 1
group by property_id, year
