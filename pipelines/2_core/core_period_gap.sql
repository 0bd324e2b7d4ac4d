-- How many properties the newest period of a feed leaves out that the periods before it named, by kind.
--
-- grain: feed, kind, period
-- Postings: a month that is over against the months of the year before it, for who had money in every one of them (kind is the category, or
-- '' for any money). Counts and energy: the newest period of a kind against the one before it. Three properties are no list; a property
-- that is gone is missed by nobody.
with

months as (
    -- age 1 is the newest month that anybody has postings of, whether they found a property or not
    select c.property_id, c.category, m.age, m.months - 1 as needed, m.newest
    from core_cost as c
    join (
        select period, row_number() over (order by period desc) as age, count(*) over () as months, max(period) over () as newest
        from core_period
        where posted = 1 and month_count = 1 and months_in = 1
    ) as m on m.period = c.period
    where c.property_id is not null and m.months > 3
),

said as (
    select distinct 'costs' as feed, '' as kind, property_id, age, needed, newest from months
    union all
    select 'costs', category, property_id, age, needed, newest from months
    union all
    select 'energy', e.kind, e.property_id,
        dense_rank() over (partition by e.kind order by e.year desc), 1, max(e.year) over (partition by e.kind) || ''
    from core_energy as e
    cross join night as n
    where e.year < n.year
    union all
    select 'headcount', kind, property_id, dense_rank() over (partition by kind order by period desc), 1, max(period) over (partition by kind)
    from (
        select u.*, count(*) over (partition by kind, period) as named
        from core_user as u
        where u.users is not null
    ) as lists
    where named > 3
),

properties as (
    select s.feed, s.kind, s.newest, s.property_id, s.needed,
        max(case when s.age = 1 then 1 else 0 end)                                         as is_named,
        sum(case when s.age = 2 or (s.feed = 'costs' and s.age > 2) then 1 else 0 end)     as before
    from said as s
    join core_property as p on p.property_id = s.property_id and p.in_use = 1
    group by s.feed, s.kind, s.newest, s.property_id, s.needed
)

select
    feed,
    kind,
    newest                                                    as period,
    count(*)                                                  as usual_count,
    sum(case when is_named = 0 then 1 else 0 end)             as missing_count,
    min(case when is_named = 0 then property_id end)          as first_missing
from properties
where before = needed
group by feed, kind, newest
