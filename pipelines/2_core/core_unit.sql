-- The units that are current and in force, each with its building (by floor, else by entrance, else as the unit itself says) and its property (condominium first).
--
-- grain: unit_id
-- large: yes
-- index: building_id
-- index: property_id
with

versions as (
    select
        e.id_lokalId, e.enh020EnhedensAnvendelse, e.enh023Boligtype, e.enh026EnhedensSamledeAreal, e.enh027ArealTilBeboelse,
        e.enh028ArealTilErhverv, e.etage, e.opgang, e.bygning, e.adresseIdentificerer, e.kommunekode,
        e.status, e.virkningFra, e._file, e._line, e._record,
        row_number() over (
            partition by e.id_lokalId order by e.registreringFra desc, e.virkningFra desc, e.row_key desc) as version_rank
    from raw_bbr_unit as e
    cross join night as n
    where e.registreringTil is null
      and e.virkningFra <= n.as_of_utc
      and (e.virkningTil is null or e.virkningTil > n.as_of_utc)
)

select
    -- identity
    v.id_lokalId as unit_id,
    coalesce(f.building_id, o.building_id, d.building_id) as building_id,
    f.floor_id,
    o.entrance_id,
    coalesce(v.etage, v.opgang, v.bygning) as delivered_place_id,

    -- whose it is
    case when k.unit_id is null then 0 else 1 end as is_condominium,
    case when k.unit_id is null then b.register_property_id else k.register_property_id end as register_property_id,
    case when k.unit_id is null then b.bfe_number else k.bfe_number end as bfe_number,
    case when k.unit_id is null then b.owner_code else k.owner_code end as owner_code,
    coalesce(k.property_id, b.property_id) as property_id,
    b.property_id as building_property_id,
    case when length(v.kommunekode) = 3 then '0' || v.kommunekode else v.kommunekode end as authority_code,

    -- what it is; the codes are the list of units, not of buildings
    v.enh020EnhedensAnvendelse as use_code,
    v.enh023Boligtype as dwelling_kind_code,
    v.enh026EnhedensSamledeAreal as area_m2,
    v.enh027ArealTilBeboelse as dwelling_m2,
    v.enh028ArealTilErhverv as business_m2,
    v.adresseIdentificerer as address_id,
    substr(v.virkningFra, 1, 10) as valid_from,
    v._file,
    v._line,
    v._record
from versions as v
join given_lifecycle as s on s.entity = 'unit' and s.status = v.status and s.in_force = 1
left join core_floor as f on f.floor_id = v.etage
left join core_entrance as o on o.entrance_id = v.opgang
left join core_building as d on d.building_id = v.bygning
left join core_building as b on b.building_id = coalesce(f.building_id, o.building_id, d.building_id)
left join core_condominium as k on k.unit_id = v.id_lokalId
where v.version_rank = 1
