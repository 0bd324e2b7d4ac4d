-- The plot of each property of the cadastre: its parcels in force, their area and what of it is road.
--
-- grain: bfe_number
-- A parcel without an area leaves the property's area unknown: a sum of which a part is missing is no sum.
with

current as (
    select j.id_lokalId, j.samletFastEjendomLokalId as bfe_number, j.registreretAreal, j.vejareal, j._file, j._line,
        row_number() over (partition by j.id_lokalId order by j.registreringFra desc, j.virkningFra desc, j.row_key desc) as version_rank,
        lower(coalesce(j.status, 'gældende')) as status
    from raw_mat_parcel as j
    cross join night as n
    where j.registreringTil is null
      and j.virkningFra <= n.as_of_utc
      and (j.virkningTil is null or j.virkningTil > n.as_of_utc)
)

select
    bfe_number,
    count(*) as parcel_count,
    case when count(registreretAreal) = count(*) then sum(registreretAreal) end as plot_m2,
    sum(vejareal) as road_m2,
    min(_file) as _file,
    min(_line) as _line
from current
where version_rank = 1 and status in ('gældende', 'gaeldende', '3') and bfe_number is not null
group by bfe_number
