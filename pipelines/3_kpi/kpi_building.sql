-- The key figures that exist per building: its area and parts, its condition mark and its backlog.
--
-- grain: building_id
-- Users, hours and accounts belong to properties: nobody delivers them per building, and none is made up by splitting.
with

inspected as (
    select building_id, max(mark) as mark, max(inspected_on) as inspected_on, sum(backlog_ore) as backlog_ore,
        sum(backlog_urgent_ore) as backlog_urgent_ore
    from core_condition
    where building_id is not null
    group by building_id
)

select
    b.building_id,
    b.property_id,
    b.authority_code,
    b.outbuilding,
    b.bda_m2,
    b.total_area_m2,
    b.attic_m2,
    b.basement_m2,
    b.dwelling_m2,
    b.business_m2,
    b.footprint_m2,
    i.mark               as condition_mark,
    i.inspected_on,
    i.backlog_ore,
    i.backlog_urgent_ore,
    round(cast(i.backlog_ore as double) / nullif(b.bda_m2 * 100, 0), 2) as backlog_per_m2_dkk
from core_building as b
left join inspected as i on i.building_id = b.building_id
