-- Maintenance backlog of each property and the part of it that cannot wait, in whole øre.
--
-- grain: property_id
select
    property_id,
    sum(backlog_ore)        as backlog_ore,
    sum(backlog_urgent_ore) as backlog_urgent_ore,
    max(inspected_on)       as inspected_on
from core_condition
where property_id is not null
group by property_id
