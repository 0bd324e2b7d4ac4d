-- The years that the ledger of freed resources speaks of: whole years of the accounts from the first effect on, and the year that what no action holds is held against.
--
-- grain: year
with

effects as (
    select min(cast(substr(effect_on, 1, 4) as integer)) as first_year
    from core_action
    where took_effect = 1
),

reference as (
    select max(y.year) as reference_year
    from kpi_freed_year as y
    join effects as e on y.year < e.first_year
    where y.whole = 1
)

select y.year, r.reference_year, a.first_day, z.last_day - a.first_day + 1 as days
from kpi_freed_year as y
join effects as e on y.year >= e.first_year
cross join reference as r
join given_months as a on a.month = y.year || '-01'
join given_months as z on z.month = y.year || '-12'
where y.whole = 1
