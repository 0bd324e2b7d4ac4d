-- The house numbers in force of the address register (DAR), each with its address as one text and the point at which one comes in.
--
-- grain: house_number_id
-- index: building_id
-- large: yes
-- Status 3 is in force; the current download also holds preliminary, ended and shelved numbers. Points are used whatever their status is.
with

numbers as (
    select h.id_lokalId, h.adgangsadressebetegnelse, h.husnummertekst, h.adgangspunkt, h.adgangTilBygning, h.status, h._file, h._line, h._record,
        row_number() over (partition by h.id_lokalId order by h.registreringFra desc, h.virkningFra desc, h.row_key desc) as version_rank
    from raw_dar_house_number as h
    cross join night as n
    where h.registreringTil is null
      and h.virkningFra <= n.as_of_utc
      and (h.virkningTil is null or h.virkningTil > n.as_of_utc)
),

points as (
    select p.id_lokalId, p.position_easting_m, p.position_northing_m,
        row_number() over (partition by p.id_lokalId order by p.registreringFra desc, p.virkningFra desc, p.row_key desc) as version_rank
    from raw_dar_access_point as p
    cross join night as n
    where p.registreringTil is null
      and p.virkningFra <= n.as_of_utc
      and (p.virkningTil is null or p.virkningTil > n.as_of_utc)
)

select
    h.id_lokalId as house_number_id,
    h.adgangTilBygning as building_id,
    h.adgangsadressebetegnelse as address,
    h.husnummertekst as number_text,
    case when p.position_northing_m is not null then p.position_easting_m end as easting_m,
    case when p.position_easting_m is not null then p.position_northing_m end as northing_m,
    h._file,
    h._line,
    h._record
from numbers as h
left join points as p on p.id_lokalId = h.adgangspunkt and p.version_rank = 1
where h.version_rank = 1 and h.status = '3'
