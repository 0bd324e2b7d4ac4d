-- The register's properties that are current and in force: land, buildings on another owner's land, and condominiums.
--
-- grain: register_property_id
-- index: bfe_number
with

versions as (
    select
        p.id_lokalId, p.bfeNummer, p.samletFastEjendom, p.bygningPaaFremmedGrund, p.ejerlejlighed, p.ejendomstype,
        p.ejendommensEjerforholdskode, p.ejendomsnummer, p.tinglystAreal, p.kommunekode, p.status, p.virkningFra,
        p._file, p._line, p._record,
        row_number() over (
            partition by p.id_lokalId order by p.registreringFra desc, p.virkningFra desc, p.row_key desc) as version_rank
    from raw_bbr_property as p
    cross join night as n
    where p.registreringTil is null
      and p.virkningFra <= n.as_of_utc
      and (p.virkningTil is null or p.virkningTil > n.as_of_utc)
)

select
    -- identity
    v.id_lokalId as register_property_id,
    coalesce(v.bfeNummer, v.samletFastEjendom, v.bygningPaaFremmedGrund, v.ejerlejlighed) as bfe_number,
    v.ejendomstype as kind,
    v.ejendomsnummer as esr_number,
    case when length(v.kommunekode) = 3 then '0' || v.kommunekode else v.kommunekode end as authority_code,

    -- the category of the main owner only: 90 hides shared and divided properties
    v.ejendommensEjerforholdskode as owner_code,
    nullif(v.tinglystAreal, 0) as registered_area_m2,
    substr(v.virkningFra, 1, 10) as valid_from,
    v._file,
    v._line,
    v._record
from versions as v
join given_lifecycle as l on l.entity = 'property' and l.status = v.status and l.in_force = 1
where v.version_rank = 1
