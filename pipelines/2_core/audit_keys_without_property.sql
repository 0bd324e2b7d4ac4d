-- audits: core_dangling_list
-- severity: tell
-- says: A fifth of the keys of a feed or more is not in the list of properties
with

used as (
    select 'headcount' as feed, count(distinct property_id) as key_count from raw_headcount
    union all
    select 'cost_allocation', count(distinct property_id) from raw_cost_allocation
    union all
    select 'energy', count(distinct property_id) from raw_energy
    union all
    select 'leases', count(distinct property_id) from raw_leases
    union all
    select 'condition', count(distinct property_id) from raw_condition
),

lost as (
    select feed, count(*) as key_count, min(value) as first_key
    from core_dangling_list
    where column_name = 'property_id'
    group by feed
)

select u.feed || ': ' || l.key_count || ' of ' || u.key_count || ' keys found no property, the first is ' || l.first_key as sentence
from lost as l
join used as u on u.feed = l.feed
where l.key_count * 5 >= u.key_count
  and l.key_count >= 2
order by u.feed
