-- The register's plots that are current and in force, each with the property (land) it is part of.
--
-- grain: plot_id
-- index: register_property_id
with

versions as (
    select
        g.id_lokalId, g.bestemtFastEjendom, g.husnummer, g.kommunekode, g.status, g.virkningFra, g._file, g._line, g._record,
        row_number() over (
            partition by g.id_lokalId order by g.registreringFra desc, g.virkningFra desc, g.row_key desc) as version_rank
    from raw_bbr_plot as g
    cross join night as n
    where g.registreringTil is null
      and g.virkningFra <= n.as_of_utc
      and (g.virkningTil is null or g.virkningTil > n.as_of_utc)
),

parcels as (
    select j.grund, count(distinct j.jordstykke) as parcel_count
    from raw_bbr_plot_parcel as j
    cross join night as n
    where j.registreringTil is null
      and j.virkningFra <= n.as_of_utc
      and (j.virkningTil is null or j.virkningTil > n.as_of_utc)
    group by j.grund
)

select
    v.id_lokalId as plot_id,
    v.bestemtFastEjendom as register_property_id,
    p.bfe_number,
    p.owner_code,
    case when length(v.kommunekode) = 3 then '0' || v.kommunekode else v.kommunekode end as authority_code,
    v.husnummer as house_number_id,
    j.parcel_count,
    substr(v.virkningFra, 1, 10) as valid_from,
    v._file,
    v._line,
    v._record
from versions as v
join given_lifecycle as l on l.entity = 'plot' and l.status = v.status and l.in_force = 1
left join core_register_property as p on p.register_property_id = v.bestemtFastEjendom
left join parcels as j on j.grund = v.id_lokalId
where v.version_rank = 1
