-- Maintenance backlog of each property and the part of it that cannot wait, in whole øre, with bounds.
--
-- grain: property_id
-- A main building without an inspection, or an inspection without an amount, leaves a lower bound: no value and no upper one. A row
-- for the property as a whole speaks for all its buildings.
with

inspected as (
    select property_id, building_id, sum(backlog_ore) as backlog_ore, sum(backlog_urgent_ore) as urgent_ore, max(inspected_on) as inspected_on
    from core_condition
    where property_id is not null
    group by property_id, building_id
),

whole as (
    select distinct property_id from inspected where building_id is null and backlog_ore is not null
),

lacking as (
    select b.property_id, count(*) as buildings
    from core_building as b
    left join inspected as i on i.building_id = b.building_id and i.property_id = b.property_id
    left join whole as w on w.property_id = b.property_id
    where b.property_id is not null and b.outbuilding = 0 and coalesce(b.bda_m2, 1) > 0 and i.backlog_ore is null and w.property_id is null
    group by b.property_id
),

summed as (
    select property_id, sum(backlog_ore) as backlog_ore, sum(urgent_ore) as urgent_ore, max(inspected_on) as inspected_on
    from inspected
    group by property_id
)

select
    s.property_id,
    coalesce(l.buildings, 0)                                    as buildings_missing,
    case when l.buildings is null then s.backlog_ore end        as backlog_ore,
    s.backlog_ore                                               as backlog_ore_low,
    case when l.buildings is null then s.backlog_ore end        as backlog_ore_high,
    s.urgent_ore                                                as backlog_urgent_ore,
    s.inspected_on
from summed as s
left join lacking as l on l.property_id = s.property_id
