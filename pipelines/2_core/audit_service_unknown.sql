-- audits: core_service_word
-- severity: tell
-- says: A word for a service that no service has: its rows count for nothing
select feed, word, _file, _line
from core_service_word
where known = 0
