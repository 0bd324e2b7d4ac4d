-- audits: core_property
-- severity: tell
-- says: A property of the list has a tenure that nobody knows: its area is in no net sum
select property_id, tenure, _file, _line
from core_property
where tenure is null or tenure not in ('owned', 'leased_in', 'leased_out', 'self_governing', 'unclear')
