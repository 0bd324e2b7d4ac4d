-- audits: core_dangling_register, core_dangling_link
-- severity: warn
-- says: A key of the register leads nowhere
select feed, column_name, value, row_count, _file, _line, _record
from core_dangling_register
union all
select feed, column_name, value, row_count, _file, _line, _record
from core_dangling_link
