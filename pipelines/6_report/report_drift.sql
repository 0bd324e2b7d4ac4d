-- What changed in the form of the deliveries (new, missing and renamed columns, new codes), and keys that lead nowhere.
--
-- grain: feed, file, code, column_name
-- detail is an example: for keys that lead nowhere the three smallest; the rows stay and are counted.
with

nowhere as (
    select feed, file, column_name, value, row_count,
        row_number() over (partition by feed, file, column_name order by value) as position
    from core_dangling
),

-- what a new way of delivery brought with it: one line says how much, on its first night and later
brought as (
    select e.feed, e.code, e.column_name
    from raw_event as e
    join raw_event as n on n.feed = e.feed and n.file = e.file and n.code = 'new_channel'
    where e.code in ('unknown_field', 'missing_optional_column', 'reordered_columns')
    group by e.feed, e.code, e.column_name
)

select e.feed, e.file, e.code, e.column_name, min(e.detail) as detail, sum(e.count) as count
from raw_event as e
left join brought as b on b.feed = e.feed and b.code = e.code and coalesce(b.column_name, '') = coalesce(e.column_name, '')
where b.feed is null
group by e.feed, e.file, e.code, e.column_name
union all
select
    feed,
    file,
    'unknown_reference',
    column_name,
    min(value) || coalesce(', ' || max(case when position = 2 then value end), '') || coalesce(', ' || max(case when position = 3 then value end), '')
        || case when count(*) > 3 then ' …' else '' end,
    sum(row_count)
from nowhere
group by feed, file, column_name
