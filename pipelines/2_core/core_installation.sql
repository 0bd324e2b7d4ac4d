-- The register's technical installations that have a current version, with whether they are in force.
--
-- grain: installation_id
-- index: building_id
-- index: plot_id
-- An object without a current version has ended and is not here.
with

versions as (
    select
        t.id_lokalId, t.tek020Klassifikation, t.tek110Driftstatus, t.tek024Etableringsaar, t.tek072Sloejfningsaar,
        t.tek032Stoerrelse, t.grund, t.bygning, t.bygningPaaFremmedGrund, t.kommunekode,
        t.status, t.virkningFra, t._file, t._line, t._record,
        row_number() over (
            partition by t.id_lokalId order by t.registreringFra desc, t.virkningFra desc, t.row_key desc) as version_rank
    from raw_bbr_installation as t
    cross join night as n
    where t.registreringTil is null
      and t.virkningFra <= n.as_of_utc
      and (t.virkningTil is null or t.virkningTil > n.as_of_utc)
)

select
    v.id_lokalId as installation_id,
    v.tek020Klassifikation as kind_code,
    v.tek110Driftstatus as operation_code,
    v.status,
    case when l.in_force = 1 then 1 else 0 end as in_force,
    v.bygning as building_id,
    v.grund as plot_id,
    v.bygningPaaFremmedGrund as register_property_id,
    case when length(v.kommunekode) = 3 then '0' || v.kommunekode else v.kommunekode end as authority_code,
    v.tek024Etableringsaar as established_year,
    v.tek072Sloejfningsaar as decommissioned_year,
    v.tek032Stoerrelse as size_litres,
    substr(v.virkningFra, 1, 10) as valid_from,
    v._file,
    v._line,
    v._record
from versions as v
left join given_lifecycle as l on l.entity = 'installation' and l.status = v.status
where v.version_rank = 1
