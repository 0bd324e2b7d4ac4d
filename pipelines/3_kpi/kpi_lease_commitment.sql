-- The rent that each lease still binds the municipality to until its cheapest way out, by year: as paid, and as worth on the night.
--
-- grain: lease_id, year
-- Month m after the night's first is discounted by (1 + rate)^(m/12), m from 0. An internal figure, no accounting one. Sums of years are whole
-- øre: each year has what the rounded sum until its end is more than that until its beginning.
with

limits as (
    select max(value) as percent
    from given_thresholds
    where rule = 'lease' and key = 'discount_percent'
),

monthly as (
    select e.lease_id, e.property_id, m.year, e.rent_year_ore,
        m.month_number - z.month_number - z.ahead                                                         as month_number,
        cast(e.rent_year_ore as double) / power(1 + l.percent * 0.01, cast(m.month_number - z.month_number - z.ahead as double) / 12.0) as value_year_ore
    from kpi_lease_exit as e
    cross join limits as l
    cross join (
        select n.as_of, m.month_number, case when substr(n.as_of, 9, 2) = '01' then 0 else 1 end as ahead
        from night as n
        join given_months as m on m.month = substr(n.as_of, 1, 7)) as z
    join given_months as m on m.month_number >= z.month_number + z.ahead and m.month_number < z.month_number + z.ahead + e.months
),

yearly as (
    select lease_id, property_id, year, max(rent_year_ore) as rent_year_ore, count(*) as months, sum(value_year_ore) as value_year_ore
    from monthly
    group by lease_id, property_id, year
),

summed as (
    select y.*,
        cast(round(cast(rent_year_ore * sum(months) over (partition by lease_id order by year rows between unbounded preceding and current row) as double) / 12.0, 0) as integer) as rent_until,
        cast(round(cast(rent_year_ore * (sum(months) over (partition by lease_id order by year rows between unbounded preceding and current row) - months) as double) / 12.0, 0) as integer) as rent_before,
        cast(round(cast(sum(value_year_ore) over (partition by lease_id order by year rows between unbounded preceding and current row) as double) / 12.0, 0) as integer) as value_until
    from yearly as y
)

select lease_id, property_id, year, months, rent_until - rent_before as rent_ore,
    value_until - coalesce(lag(value_until) over (partition by lease_id order by year), 0) as present_value_ore
from summed
