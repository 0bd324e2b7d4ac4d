-- audits: core_property
-- severity: warn
-- says: The lease of this property has ended: deliver the new lease, another tenure, or the decision that it was given back
select property_id, name, tenure, area_m2, _file, _line
from core_property
where tenure = 'unclear' and in_use = 1
