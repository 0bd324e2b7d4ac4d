-- The uses of each property, with the share of its area that each has: one row where the property has one use.
--
-- grain: property_id, sector
-- The share is that of the buildings that the use's row names, else the row's own share, else its own area; where none of them is said for
-- every use it is unknown and may be anything. main is the use that speaks for the property in core_property.
with

uses as (
    select p.property_id, c.in_use, l.use_count, p.use_share_percent, p.area_m2, p._file, p._line,
        case when p._file = c._file and p._line = c._line then 1 else 0 end as main,
        case when p._file = c._file and p._line = c._line then c.sector else coalesce(s.grp, 'other') end as sector
    from raw_properties as p
    join core_property as c on c.property_id = p.property_id
    join core_listed as l on l.property_id = p.property_id
    left join given_codes as s on s.list = 'sector' and s.code = lower(p.sector)
),

named as (
    select k.property_id, k._file, k._line, sum(b.bda_m2) as bda_m2
    from core_list_building as k
    join core_building as b on b.building_id = k.building_id and b.property_id = k.property_id and b.outbuilding = 0
    group by k.property_id, k._file, k._line
),

sized as (
    -- the same use said twice, in two spellings, is one use: its first row
    select u.*, n.bda_m2,
        row_number() over (partition by u.property_id, u.sector order by u.main desc, u._file, u._line) as twin
    from uses as u
    left join named as n on n.property_id = u.property_id and n._file = u._file and n._line = u._line
),

weighed as (
    select s.*,
        count(*) over (partition by property_id) as parts,
        case when count(bda_m2) over (partition by property_id) = count(*) over (partition by property_id) then bda_m2
             when count(use_share_percent) over (partition by property_id) = count(*) over (partition by property_id) then use_share_percent
             when count(area_m2) over (partition by property_id) = count(*) over (partition by property_id) then area_m2 end as weight
    from sized as s
    where twin = 1
)

select
    property_id,
    sector,
    main,
    in_use,
    parts,
    case when parts = 1 then 1
         else cast(weight as double) / nullif(sum(weight) over (partition by property_id), 0) end as share,
    _file,
    _line
from weighed
