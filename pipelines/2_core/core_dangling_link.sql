-- Links of the register of which one end is not there or not in force: buildings on foreign land, and condominiums.
--
-- grain: feed, column_name, value
-- adds to: core_dangling_key
with

links as (
    select 'bbr_foreign_land' as feed, 'bygning' as left_name, k.bygning as left_id, 'bygningPaaFremmedGrund' as property_name,
        k.bygningPaaFremmedGrund as register_property_id, case when b.building_id is null then 1 else 0 end as left_missing,
        k._file, k._line, k._record
    from raw_bbr_foreign_land as k
    cross join night as n
    left join core_building_state as b on b.building_id = k.bygning
    where k.registreringTil is null and k.virkningFra <= n.as_of_utc and (k.virkningTil is null or k.virkningTil > n.as_of_utc)
    union all
    select 'bbr_unit_condominium', 'enhed', k.enhed, 'ejerlejlighed', k.ejerlejlighed,
        case when u.unit_id is null then 1 else 0 end, k._file, k._line, k._record
    from raw_bbr_unit_condominium as k
    cross join night as n
    left join core_unit as u on u.unit_id = k.enhed
    where k.registreringTil is null and k.virkningFra <= n.as_of_utc and (k.virkningTil is null or k.virkningTil > n.as_of_utc)
),

missing as (
    select feed, left_name as column_name, left_id as value, _file, _line, _record
    from links
    where left_missing = 1 and left_id is not null
    union all
    select k.feed, k.property_name, k.register_property_id, k._file, k._line, k._record
    from links as k
    left join core_register_property as p on p.register_property_id = k.register_property_id
    where p.register_property_id is null and k.register_property_id is not null
)

select
    feed,
    column_name,
    value,
    count(*) as row_count,
    min(_file) as _file,
    min(_line) as _line,
    min(_record) as _record
from missing
group by feed, column_name, value
