-- The municipality's own list in force: one row a property, with whether the property is in use on the night.
--
-- grain: property_id
-- index: bfe_number
-- A property with several uses has a row for each in the list: the largest speaks for it, their areas are summed (core_property_use has the
-- parts). Sold, demolished, given back or closed for good is in use no more from the day on which the decision's effect came
-- (core_decision): it keeps its row, for the baseline and for what it cost, and counts in nothing else.
with

uses as (
    select p.*,
        row_number() over (partition by property_id
            order by coalesce(use_share_percent, 0) desc, coalesce(area_m2, 0) desc, _file, _line)        as use_rank,
        count(*) over (partition by property_id)                                                         as use_count,
        count(use_share_percent) over (partition by property_id)                                         as shares,
        count(area_m2) over (partition by property_id)                                                   as areas,
        sum(area_m2) over (partition by property_id)                                                     as areas_m2,
        min(area_m2) over (partition by property_id)                                                     as smallest_m2,
        max(area_m2) over (partition by property_id)                                                     as largest_m2,
        max(coalesce(must_keep, 0)) over (partition by property_id)                                      as any_must_keep,
        max(must_keep_reason) over (partition by property_id)                                            as any_reason,
        max(coalesce(listed, 0)) over (partition by property_id)                                         as any_listed,
        max(bfe_number) over (partition by property_id)                                                  as any_bfe,
        max(building_ids) over (partition by property_id)                                                as any_buildings
    from raw_properties as p
)

select
    p.property_id,
    p.name,
    p.address,
    p.locality,
    p.sector,
    p.use_count,
    p.tenure,
    coalesce(p.bfe_number, p.any_bfe) as bfe_number,
    coalesce(p.building_ids, p.any_buildings) as building_ids,
    case when p.use_count = 1 then p.must_keep else p.any_must_keep end as must_keep,
    coalesce(p.must_keep_reason, p.any_reason) as must_keep_reason,
    case when p.use_count = 1 then p.listed else p.any_listed end as listed,
    -- with shares, an area that stands once or the same on every row is the whole's; else each row has its part
    case when p.shares = p.use_count and (p.areas = 1 or p.smallest_m2 = p.largest_m2) then p.largest_m2
         when p.areas = p.use_count then p.areas_m2 end as area_m2,
    p.easting_m,
    p.northing_m,
    case when d.took_effect = 1 then 0 else 1 end as in_use,
    case when d.took_effect = 1 then d.effect end as gone_by,
    case when d.took_effect = 1 then d.effect_on end as gone_on,
    p._file,
    p._line
from uses as p
left join core_decision as d on d.property_id = p.property_id
where p.use_rank = 1
