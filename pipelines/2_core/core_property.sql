-- The properties of the municipality's own list, each with what the register knows of it.
--
-- grain: property_id
-- index: bfe_number
-- A lease whose last day is over is neither leased in nor owned: unclear, until a new lease, another tenure or a decision says more.
-- Without the list this table is empty; the register's own totals stand in core_building.
with

register_parts as (
    select
        b.property_id, b.building_id, b.bfe_number, b.owner_code, b.authority_code, b.use_sector, b.easting_m, b.northing_m,
        count(*) over (partition by b.property_id) as building_count,
        sum(b.bda_m2) over (partition by b.property_id) as bda_m2,
        max(case when c.grp = 'listed' then 1 else 0 end) over (partition by b.property_id) as listed,
        -- the largest building speaks for the property
        row_number() over (
            partition by b.property_id order by b.outbuilding, coalesce(b.bda_m2, 0) desc, b.building_id) as building_rank
    from core_building as b
    left join given_codes as c on c.list = 'fredning' and c.code = b.listed_code
    where b.property_id is not null
),

register_bfe as (
    select bfe_number, min(owner_code) as owner_code, min(authority_code) as authority_code
    from core_register_property
    where bfe_number is not null
    group by bfe_number
),

leases as (
    select property_id, max(running) as running
    from core_lease
    group by property_id
),

-- a register of one municipality says whose the premises are that the register does not know
only_authority as (
    select min(authority_code) as authority_code
    from core_building
    having min(authority_code) = max(authority_code)
)

select
    -- identity
    p.property_id,
    coalesce(p.bfe_number, r.bfe_number) as bfe_number,
    p.name,
    -- the list's, else the property's by the register of locations, else the largest building's by the address register
    coalesce(p.address, e.address, h.address) as address,
    case when p.address is not null then 'list' when e.address is not null then 'ebr' when h.address is not null then 'dar' end as address_source,
    p.locality,
    coalesce(r.authority_code, b.authority_code, a.authority_code) as authority_code,

    -- what it is; a word that no list has counts as other
    case when p.sector is null then r.use_sector else coalesce(s.grp, 'other') end as sector,
    case when coalesce(t.grp, p.tenure) = 'leased_in' and l.running = 0 then 'unclear' else coalesce(t.grp, p.tenure) end as tenure,
    coalesce(p.must_keep, 0) as must_keep,
    p.must_keep_reason,
    case when coalesce(p.listed, 0) = 1 or r.listed = 1 then 1 else 0 end as listed,
    coalesce(p.easting_m, r.easting_m, h.easting_m) as easting_m,
    coalesce(p.northing_m, r.northing_m, h.northing_m) as northing_m,
    case when p.easting_m is not null then 'list' when r.easting_m is not null then 'bbr' when h.easting_m is not null then 'dar' end as point_source,

    -- the list's own record of the area beside the register's
    p.area_m2,
    r.bda_m2 as register_bda_m2,
    1 as in_list,

    -- 0 from the day on which it was sold, demolished, given back or closed: it counts in nothing but the baseline's waterfall
    p.in_use,
    p.gone_by,
    p.gone_on,

    case when r.property_id is not null or b.bfe_number is not null then 1 else 0 end as in_register,
    coalesce(b.owner_code, r.owner_code) as owner_code,
    coalesce(r.building_count, 0) as building_count,
    p._file,
    p._line
from core_listed as p
left join register_parts as r on r.property_id = p.property_id and r.building_rank = 1
left join core_building_address as h on h.building_id = r.building_id
left join core_property_location as e on e.bfe_number = coalesce(p.bfe_number, r.bfe_number)
left join register_bfe as b on b.bfe_number = p.bfe_number
left join only_authority as a on 1 = 1
left join leases as l on l.property_id = p.property_id
left join given_codes as s on s.list = 'sector' and s.code = lower(p.sector)
left join given_codes as t on t.list = 'tenure' and t.code = lower(p.tenure)
