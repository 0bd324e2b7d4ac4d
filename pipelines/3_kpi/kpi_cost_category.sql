-- What each property cost in the last twelve complete months, by category, in whole øre.
--
-- grain: property_id, category
-- Bounds: a category that is posted so and so often a year and has fewer months is at most as many of its largest month dearer.
with

months as (
    select c.property_id, c.category, c.period, sum(c.amount_ore) as amount_ore
    from core_cost as c
    cross join night as n
    where c.property_id is not null
      and c.period < substr(n.month_start, 1, 7)
      and c.period >= substr(n.months_ago_12, 1, 7)
    group by c.property_id, c.category, c.period
),

years as (
    select
        property_id,
        category,
        sum(amount_ore)                               as amount_ore,
        max(case when amount_ore > 0 then amount_ore else 0 end) as largest_month_ore,
        count(*)                                      as months
    from months
    group by property_id, category
)

select
    y.property_id,
    y.category,
    y.months,
    y.amount_ore                                      as cost_ore_low,
    y.amount_ore + case when coalesce(g.postings_per_year, 0) > y.months
        then (g.postings_per_year - y.months) * y.largest_month_ore else 0 end as cost_ore_high,
    coalesce(g.running, 0)                            as running
from years as y
left join given_cost_categories as g on g.category = y.category
