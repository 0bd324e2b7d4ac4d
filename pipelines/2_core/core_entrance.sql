-- The register's stairways and entrances that are current and in force.
--
-- grain: entrance_id
-- index: building_id
with

versions as (
    select
        o.id_lokalId, o.bygning, o.opg020Elevator, o.opg021HusnummerFunktion, o.adgangFraHusnummer,
        o.status, o.virkningFra, o._file, o._line, o._record,
        row_number() over (
            partition by o.id_lokalId order by o.registreringFra desc, o.virkningFra desc, o.row_key desc) as version_rank
    from raw_bbr_entrance as o
    cross join night as n
    where o.registreringTil is null
      and o.virkningFra <= n.as_of_utc
      and (o.virkningTil is null or o.virkningTil > n.as_of_utc)
)

select
    v.id_lokalId as entrance_id,
    v.bygning as building_id,
    v.opg020Elevator as has_lift,
    v.adgangFraHusnummer as house_number_id,
    v.opg021HusnummerFunktion as house_number_role,
    substr(v.virkningFra, 1, 10) as valid_from,
    v._file,
    v._line,
    v._record
from versions as v
join given_lifecycle as l on l.entity = 'entrance' and l.status = v.status and l.in_force = 1
where v.version_rank = 1
