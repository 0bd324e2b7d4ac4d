-- Which registered property each building in force belongs to: its own property on foreign land, else the plot's.
--
-- grain: building_id
-- index: bfe_number
select
    b.building_id,
    b.plot_id,
    case when f.building_id is null then 0 else 1 end as on_foreign_land,
    coalesce(f.register_property_id, g.register_property_id) as register_property_id,
    case when f.building_id is null then g.bfe_number else f.bfe_number end as bfe_number,
    case when f.building_id is null then g.owner_code else f.owner_code end as owner_code,

    -- what stands on the land's own property: differs from the building's on foreign land
    g.bfe_number as land_bfe_number,
    g.owner_code as land_owner_code,
    b._file,
    b._line,
    b._record
from core_building_state as b
left join core_foreign_land as f on f.building_id = b.building_id
left join core_plot as g on g.plot_id = b.plot_id
where b.in_force = 1
