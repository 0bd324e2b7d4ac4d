-- Every key that leads nowhere, with the file and line of the first row that uses it.
--
-- grain: feed, column_name, value
select
    k.feed,
    k.column_name,
    k.value,
    k.row_count,
    f.file,
    k._file,
    k._line
from core_dangling_key as k
left join raw_file as f on f._file = k._file
