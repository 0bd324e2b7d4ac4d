-- What changed in the form of the deliveries (new, missing and renamed columns, new codes), and keys that lead nowhere.
--
-- grain: feed, file, code, column_name
-- detail is an example: for keys that lead nowhere the three smallest; the rows stay and are counted.
with

nowhere as (
    select feed, file, column_name, value, row_count,
        row_number() over (partition by feed, file, column_name order by value) as position
    from core_dangling
)

select feed, file, code, column_name, min(detail) as detail, sum(count) as count
from raw_event
group by feed, file, code, column_name
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
