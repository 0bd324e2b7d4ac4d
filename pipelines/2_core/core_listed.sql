-- The municipality's own list in force: one row a property, with whether the property is in use on the night.
--
-- grain: property_id
-- index: bfe_number
-- Sold, demolished, given back or closed for good is in use no more from the day on which the decision's effect came (core_decision):
-- it keeps its row, for the baseline and for what it cost, and counts in nothing else.
select
    p.property_id,
    p.name,
    p.address,
    p.locality,
    p.sector,
    p.tenure,
    p.bfe_number,
    p.building_ids,
    p.must_keep,
    p.must_keep_reason,
    p.listed,
    p.area_m2,
    p.easting_m,
    p.northing_m,
    case when d.took_effect = 1 then 0 else 1 end as in_use,
    case when d.took_effect = 1 then d.effect end as gone_by,
    case when d.took_effect = 1 then d.effect_on end as gone_on,
    p._file,
    p._line
from raw_properties as p
left join core_decision as d on d.property_id = p.property_id
