-- audits: core_list_building
-- severity: tell
-- says: The building UUIDs of a property cannot be taken apart
select property_id, building_ids, _file, _line
from raw_properties
where length(replace(replace(replace(replace(replace(building_ids, ' ', ''), ',', ''), ';', ''), '{', ''), '}', '')) % 36 <> 0
   or length(building_ids) > 36000
