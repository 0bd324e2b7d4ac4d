-- Every building of the register that has a current version, built or not, as the register describes it.
--
-- grain: building_id
-- large: yes
-- index: plot_id
-- rebuild: building_id, raw_bbr_building.id_lokalId
-- A planned, ended or partly closed building stays here with its state; it may hold a change of area, even a negative one.
with

versions as (
    select
        b.id_lokalId, b.grund, b.kommunekode, b.status, b.byg007Bygningsnummer, b.byg021BygningensAnvendelse,
        b.byg026Opfoerelsesaar, b.byg027OmTilbygningsaar, b.byg038SamletBygningsareal, b.byg039BygningensSamledeBoligAreal,
        b.byg040BygningensSamledeErhvervsAreal, b.byg041BebyggetAreal, b.byg053BygningsarealerKilde, b.byg054AntalEtager,
        b.byg056Varmeinstallation, b.byg057Opvarmningsmiddel, b.byg070Fredning, b.byg404_easting_m, b.byg404_northing_m,
        b.husnummer, b.virkningFra, b._file, b._line, b._record,
        row_number() over (
            partition by b.id_lokalId order by b.registreringFra desc, b.virkningFra desc, b.row_key desc) as version_rank
    from raw_bbr_building as b
    cross join night as n
    where b.registreringTil is null
      and b.virkningFra <= n.as_of_utc
      and (b.virkningTil is null or b.virkningTil > n.as_of_utc)
)

select
    v.id_lokalId as building_id,
    v.byg007Bygningsnummer as building_number,
    v.grund as plot_id,
    case when length(v.kommunekode) = 3 then '0' || v.kommunekode else v.kommunekode end as authority_code,
    v.status,
    l.class as state,
    case when l.in_force = 1 then 1 else 0 end as in_force,
    v.byg021BygningensAnvendelse as use_code,
    v.byg038SamletBygningsareal as total_area_m2,
    v.byg039BygningensSamledeBoligAreal as dwelling_m2,
    v.byg040BygningensSamledeErhvervsAreal as business_m2,
    v.byg041BebyggetAreal as footprint_m2,
    v.byg053BygningsarealerKilde as area_source_code,
    nullif(v.byg054AntalEtager, 0) as floors,
    case when v.byg026Opfoerelsesaar > 1000 then v.byg026Opfoerelsesaar end as built_year,
    case when v.byg027OmTilbygningsaar > 1000 then v.byg027OmTilbygningsaar end as converted_year,
    v.byg056Varmeinstallation as heating_code,
    v.byg057Opvarmningsmiddel as fuel_code,
    v.byg070Fredning as listed_code,
    v.byg404_easting_m as easting_m,
    v.byg404_northing_m as northing_m,
    v.husnummer as house_number_id,
    substr(v.virkningFra, 1, 10) as valid_from,
    v._file,
    v._line,
    v._record
from versions as v
left join given_lifecycle as l on l.entity = 'building' and l.status = v.status
where v.version_rank = 1
