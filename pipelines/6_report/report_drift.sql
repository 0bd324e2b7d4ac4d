-- What changed in the form of the deliveries (new, missing and renamed columns, new codes), and keys that lead nowhere.
--
-- grain: feed, file, code, column_name
-- detail is one example: for a key that leads nowhere the smallest such key; the rows stay and are counted.
select feed, file, code, column_name, min(detail) as detail, sum(count) as count
from raw_event
group by feed, file, code, column_name
union all
select feed, file, 'unknown_reference', column_name, min(value), sum(row_count)
from core_dangling
group by feed, file, column_name
