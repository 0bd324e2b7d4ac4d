-- Keys of the register that lead nowhere: the row is kept, but what it refers to is not there or not in force.
--
-- grain: feed, column_name, value
-- adds to: core_dangling_key
-- One row for each missing key, with the first row that uses it and how many do. What is judged neither here nor in core_dangling_link by what is in force
-- is held against every version there is (raw_dangling).
with

missing as (
    select 'bbr_building' as feed, 'grund' as column_name, b.plot_id as value, 1 as row_count, b._file, b._line, b._record
    from core_building_state as b
    left join core_plot as g on g.plot_id = b.plot_id
    where b.in_force = 1 and b.plot_id is not null and g.plot_id is null
    union all
    select 'bbr_plot', 'bestemtFastEjendom', g.register_property_id, 1, g._file, g._line, g._record
    from core_plot as g
    left join core_register_property as p on p.register_property_id = g.register_property_id
    where g.register_property_id is not null and p.register_property_id is null
    union all
    select 'bbr_floor', 'bygning', f.building_id, 1, f._file, f._line, f._record
    from core_floor as f
    left join core_building_state as b on b.building_id = f.building_id
    where f.building_id is not null and b.building_id is null
    union all
    select 'bbr_entrance', 'bygning', o.building_id, 1, o._file, o._line, o._record
    from core_entrance as o
    left join core_building_state as b on b.building_id = o.building_id
    where o.building_id is not null and b.building_id is null
    union all
    select 'bbr_unit', 'etage', u.delivered_place_id, 1, u._file, u._line, u._record
    from core_unit as u
    where u.building_id is null and u.delivered_place_id is not null
    union all
    select 'bbr_installation', 'bygning', t.building_id, 1, t._file, t._line, t._record
    from core_installation as t
    left join core_building_state as b on b.building_id = t.building_id
    where t.in_force = 1 and t.building_id is not null and b.building_id is null
    union all
    select 'bbr_installation', 'grund', t.plot_id, 1, t._file, t._line, t._record
    from core_installation as t
    left join core_plot as g on g.plot_id = t.plot_id
    where t.in_force = 1 and t.plot_id is not null and g.plot_id is null
    union all
    select d.feed, d.column_name, d.value, d.row_count, d._file, d._line, d._record
    from raw_dangling as d
    where substr(d.feed, 1, 4) = 'bbr_'
      and d.feed || '.' || d.column_name not in (
        'bbr_building.grund', 'bbr_plot.bestemtFastEjendom', 'bbr_floor.bygning', 'bbr_entrance.bygning', 'bbr_unit.etage', 'bbr_installation.bygning',
        'bbr_installation.grund', 'bbr_foreign_land.bygning', 'bbr_foreign_land.bygningPaaFremmedGrund', 'bbr_unit_condominium.enhed',
        'bbr_unit_condominium.ejerlejlighed')
)

select
    feed,
    column_name,
    value,
    sum(row_count) as row_count,
    min(_file) as _file,
    min(_line) as _line,
    min(_record) as _record
from missing
group by feed, column_name, value
