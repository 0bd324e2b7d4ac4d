-- Where the users of the plan's properties go, and how much room is left where they come.
--
-- grain: position
select
    row_number() over (order by m.from_property_id, m.distance_m, m.to_property_id, m.group_key, m.room_key) as position,
    m.from_property_id,
    f.name                              as from_name,
    m.to_property_id,
    t.name                              as to_name,
    m.activity,
    m.users,
    round(m.space_m2_100 * 0.01, 1)     as area_m2,
    m.distance_m,
    round(m.room_left_m2_100 * 0.01, 1) as remaining_m2
from plan_moved as m
left join core_property as f on f.property_id = m.from_property_id
left join core_property as t on t.property_id = m.to_property_id
where m.scenario = 'main'
