-- The register's floors that are current and in force, with the used attic and the basement that the area of a building needs.
--
-- grain: floor_id
-- index: building_id
-- rebuild: floor_id, raw_bbr_floor.id_lokalId
with

versions as (
    select
        e.id_lokalId, e.bygning, lower(e.eta006BygningensEtagebetegnelse) as delivered_label, e.eta020SamletArealAfEtage,
        e.eta021ArealAfUdnyttetDelAfTagetage, e.eta022Kaelderareal, e.eta023ArealAfLovligBeboelseIKaelder,
        e.eta024EtagensAdgangsareal, e.eta025Etagetype, e.eta026ErhvervIKaelder,
        e.status, e.virkningFra, e._file, e._line, e._record,
        row_number() over (
            partition by e.id_lokalId order by e.registreringFra desc, e.virkningFra desc, e.row_key desc) as version_rank
    from raw_bbr_floor as e
    cross join night as n
    where e.registreringTil is null
      and e.virkningFra <= n.as_of_utc
      and (e.virkningTil is null or e.virkningTil > n.as_of_utc)
)

select
    v.id_lokalId as floor_id,
    v.bygning as building_id,

    -- 1 and 01 are the same floor
    case when length(v.delivered_label) = 1 and v.delivered_label between '0' and '9'
        then '0' || v.delivered_label else v.delivered_label end as label,
    case when v.eta025Etagetype = '1' then 1 else 0 end as is_attic,
    v.eta021ArealAfUdnyttetDelAfTagetage as attic_m2,
    v.eta022Kaelderareal as basement_m2,
    v.eta023ArealAfLovligBeboelseIKaelder as basement_dwelling_m2,
    v.eta026ErhvervIKaelder as basement_business_m2,
    v.eta024EtagensAdgangsareal as access_m2,

    -- kept for some floors only: never a part of a sum
    nullif(v.eta020SamletArealAfEtage, 0) as area_m2,
    substr(v.virkningFra, 1, 10) as valid_from,
    v._file,
    v._line,
    v._record
from versions as v
join given_lifecycle as l on l.entity = 'floor' and l.status = v.status and l.in_force = 1
where v.version_rank = 1
