-- audits: core_dangling_register
-- severity: warn
-- says: A key of the register leads nowhere
select feed, column_name, value, row_count, _file, _line
from core_dangling_register
