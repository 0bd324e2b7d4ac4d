-- audits: core_property
-- severity: error
-- says: A property stands twice in the municipality's list
select property_id, count(*) as row_count, min(_line) as _line
from core_property
group by property_id
having count(*) > 1
