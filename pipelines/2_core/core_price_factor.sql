-- By what an amount of one price year is multiplied to stand in another one, by index.
--
-- grain: price_index, from_year, to_year
-- The product of the yearly rises, rounded to ten decimals; backwards one divided by it. A year without a row makes the factor unknown: nothing is
-- guessed. At most twelve years apart. is_forecast: at least one of the years is an estimate, so that the factor may still be restated.
with

indexes as (
    select 'pl_municipal' as price_index
    union
    select price_index from given_price_index
),

spans as (
    select i.price_index, a.year as low_year, b.year as high_year
    from indexes as i
    cross join night as n
    join (select distinct year from given_months) as a on a.year between n.year - 14 and n.year + 4
    join (select distinct year from given_months) as b on b.year between a.year and a.year + 12 and b.year <= n.year + 4
),

factors as (
    select s.price_index, s.low_year, s.high_year,
        max(case when p.kind = 'forecast' then 1 else 0 end) as is_forecast,
        case when count(p.year) = s.high_year - s.low_year then round(
            coalesce(max(case when p.year = s.low_year + 1 then 1 + p.percent_from_previous * 0.01 end), 1)
            * coalesce(max(case when p.year = s.low_year + 2 then 1 + p.percent_from_previous * 0.01 end), 1)
            * coalesce(max(case when p.year = s.low_year + 3 then 1 + p.percent_from_previous * 0.01 end), 1)
            * coalesce(max(case when p.year = s.low_year + 4 then 1 + p.percent_from_previous * 0.01 end), 1)
            * coalesce(max(case when p.year = s.low_year + 5 then 1 + p.percent_from_previous * 0.01 end), 1)
            * coalesce(max(case when p.year = s.low_year + 6 then 1 + p.percent_from_previous * 0.01 end), 1)
            * coalesce(max(case when p.year = s.low_year + 7 then 1 + p.percent_from_previous * 0.01 end), 1)
            * coalesce(max(case when p.year = s.low_year + 8 then 1 + p.percent_from_previous * 0.01 end), 1)
            * coalesce(max(case when p.year = s.low_year + 9 then 1 + p.percent_from_previous * 0.01 end), 1)
            * coalesce(max(case when p.year = s.low_year + 10 then 1 + p.percent_from_previous * 0.01 end), 1)
            * coalesce(max(case when p.year = s.low_year + 11 then 1 + p.percent_from_previous * 0.01 end), 1)
            * coalesce(max(case when p.year = s.low_year + 12 then 1 + p.percent_from_previous * 0.01 end), 1), 10) end as factor
    from spans as s
    left join given_price_index as p on p.price_index = s.price_index and p.year > s.low_year and p.year <= s.high_year
    group by s.price_index, s.low_year, s.high_year
)

select price_index, low_year as from_year, high_year as to_year, factor, is_forecast
from factors
union all
select price_index, high_year, low_year, round(cast(1 as double) / nullif(factor, 0), 10), is_forecast
from factors
where high_year > low_year
