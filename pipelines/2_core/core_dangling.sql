-- Every key that leads nowhere, with the file and line of the first row that uses it.
--
-- grain: feed, column_name, value
with

all_keys as (
    select feed, column_name, value, row_count, _file, _line from core_dangling_register
    union all
    select feed, column_name, value, row_count, _file, _line from core_dangling_link
    union all
    select feed, column_name, value, row_count, _file, _line from core_dangling_list
)

select
    k.feed,
    k.column_name,
    k.value,
    k.row_count,
    f.file,
    k._file,
    k._line
from all_keys as k
left join raw_file as f on f._file = k._file
