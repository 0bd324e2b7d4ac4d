-- The guards that protect each property, each with the number that raised it.
--
-- grain: property_id, guard
-- G1 legal room norms: the users already have no more than the law's floor, by the net share of the area. G3 the last of its kind in
-- the locality, in sectors that people walk to. G4 must be kept. G5 listed. G6 an open case of demolition,
-- conversion or extension. G7 protected by a decision, a guard of the plan alone. G2 (no data) is part of every rule.
with

limits as (
    select
        max(case when key = 'net_share_percent' then value end) as net_share_percent,
        max(case when key = 'room_height_m' then value end)     as room_height_m
    from given_thresholds
    where rule = 'G1'
),

-- the main use of every property, and the other uses of those that have several
uses as (
    select property_id, sector, locality, tenure, m2_per_user_low
    from kpi_property
    union all
    select s.property_id, s.sector, p.locality, p.tenure, s.m2_per_user_low
    from kpi_part_space as s
    join kpi_property as p on p.property_id = s.property_id
    where s.main = 0
),

rooms as (
    select p.property_id, p.m2_per_user_low * x.net_share_percent * 0.01 as net_m2_per_user,
        case when m.legal_form = 'volume' then cast(t.value as double) / nullif(x.room_height_m, 0) else t.value end as legal_m2_per_user
    from uses as p
    join given_norms as m on m.sector = p.sector
    join given_thresholds as t on t.rule = 'G1' and t.key = m.legal_key
    cross join limits as x
),

kinds as (
    select p.property_id, count(*) over (partition by p.sector, p.locality) as of_its_kind
    from uses as p
    join given_norms as m on m.sector = p.sector and m.proximity = 1
    where p.tenure <> 'leased_out' and p.locality is not null
)

select property_id, 'G1' as guard, min(round(net_m2_per_user, 2)) as value, min(round(legal_m2_per_user, 2)) as threshold
from rooms
where net_m2_per_user <= legal_m2_per_user
group by property_id
union all
select distinct property_id, 'G3', of_its_kind, 1
from kinds
where of_its_kind = 1
union all
select property_id, 'G4', 1, 1
from kpi_property
where must_keep = 1
union all
select property_id, 'G5', 1, 1
from kpi_property
where listed = 1
union all
select property_id, 'G6', cases, 1
from flag_building_case
union all
select property_id, 'G7', 1, 1
from flag_protected
