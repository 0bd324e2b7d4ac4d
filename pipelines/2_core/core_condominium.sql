-- Units that are condominiums: the current link from a unit to the property that it is by itself.
--
-- grain: unit_id
-- The link has no status of its own: it holds while the property is in force; one link a unit, the newest.
with

links as (
    select
        k.enhed, k.ejerlejlighed, k.virkningFra, k._file, k._line, k._record,
        p.bfe_number, p.owner_code,
        row_number() over (
            partition by k.enhed order by k.virkningFra desc, k.registreringFra desc, k.row_key desc) as link_rank
    from raw_bbr_unit_condominium as k
    cross join night as n
    join core_register_property as p on p.register_property_id = k.ejerlejlighed
    where k.registreringTil is null
      and k.virkningFra <= n.as_of_utc
      and (k.virkningTil is null or k.virkningTil > n.as_of_utc)
      and k.enhed is not null
),

listed as (
    select bfe_number, coalesce(min(case when in_use = 1 then property_id end), min(property_id)) as property_id
    from core_listed
    where bfe_number is not null
    group by bfe_number
)

select
    k.enhed as unit_id,
    k.ejerlejlighed as register_property_id,
    k.bfe_number,
    k.owner_code,
    l.property_id,
    substr(k.virkningFra, 1, 10) as valid_from,
    k._file,
    k._line,
    k._record
from links as k
left join listed as l on l.bfe_number = k.bfe_number
where k.link_rank = 1
