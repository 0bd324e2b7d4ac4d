-- The buildings of each property that the register knows and calls ended or demolished: none of their area counts.
--
-- grain: property_id, building_id
-- By the list's own names of buildings, else by the BFE number of the plot that they stood on.
select
    coalesce(k.property_id, p.property_id) as property_id,
    b.building_id,
    max(b.total_area_m2) as total_area_m2,
    min(b._file) as _file,
    min(b._line) as _line
from core_building_state as b
left join core_list_building as k on k.building_id = b.building_id
left join core_plot as g on g.plot_id = b.plot_id
left join core_listed as p on p.bfe_number = g.bfe_number and p.building_ids is null
where b.in_force = 0
  and b.state = 'ended'
  and coalesce(k.property_id, p.property_id) is not null
group by coalesce(k.property_id, p.property_id), b.building_id
