-- Every property has an outcome class: the table of need and condition has no hole.
--
-- audits: flag_property
-- severity: error
-- says: no outcome class for this need and condition
select property_id, need, condition
from flag_property
where outcome_class is null
