-- Each property with buildings in force: cost per m², plot ratio, and the class of its use.
--
-- grain: bfe
-- large: yes
-- index: authority, use_class, cost_per_m2, plot_ratio
-- rebuild: bfe
select
    p.bfe,
    p.authority,
    b.use_code - b.use_code % 100 as use_class,
    b.buildings,
    b.area_m2,
    coalesce(u.units, 0) as units,
    coalesce(u.unit_m2, 0) as unit_m2,
    e.heat_kwh,
    cast(e.cost_dkk as double) / nullif(b.area_m2, 0) as cost_per_m2,
    cast(b.area_m2 as double) / nullif(p.plot_m2, 0) as plot_ratio,
    cast(coalesce(u.unit_m2, 0) as double) / nullif(b.area_m2, 0) as filled
from raw_property as p
join core_building_sum as b on b.bfe = p.bfe
left join core_unit_sum as u on u.bfe = b.bfe
left join core_energy_mean as e on e.bfe = p.bfe
where b.area_m2 > 0
