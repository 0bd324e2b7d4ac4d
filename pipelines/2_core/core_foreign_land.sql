-- Buildings on another owner's land: the current link from a building to the property that the building is by itself.
--
-- grain: building_id
-- The link has no status of its own: it holds while the property is in force; one link a building, the newest.
with

links as (
    select
        k.bygning, k.bygningPaaFremmedGrund, k.virkningFra, k._file, k._line, k._record,
        p.bfe_number, p.owner_code, p.kind,
        row_number() over (
            partition by k.bygning order by k.virkningFra desc, k.registreringFra desc, k.row_key desc) as link_rank
    from raw_bbr_foreign_land as k
    cross join night as n
    join core_register_property as p on p.register_property_id = k.bygningPaaFremmedGrund
    where k.registreringTil is null
      and k.virkningFra <= n.as_of_utc
      and (k.virkningTil is null or k.virkningTil > n.as_of_utc)
      and k.bygning is not null
)

select
    bygning as building_id,
    bygningPaaFremmedGrund as register_property_id,
    bfe_number,
    owner_code,
    kind,
    substr(virkningFra, 1, 10) as valid_from,
    _file,
    _line,
    _record
from links
where link_rank = 1
