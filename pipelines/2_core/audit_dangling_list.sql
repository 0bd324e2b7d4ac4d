-- audits: core_dangling_list
-- severity: tell
-- says: A file of the municipality uses a key that the list or the register does not have
select feed, column_name, value, row_count, _file, _line
from core_dangling_list
