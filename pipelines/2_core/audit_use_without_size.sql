-- audits: core_property_use
-- severity: warn
-- says: This property has several uses, and the list does not say for each how large it is: give every row buildings, a share or an area
select property_id, sector, parts, _file, _line
from core_property_use
where share is null
  and main = 1
