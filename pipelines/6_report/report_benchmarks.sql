-- What others have published beside our own value of the same figure: whose it is, of what year, by what source, and by what area.
--
-- grain: position
-- Own value: all that is known of the sector, or of the whole, together; of every other figure the middle property of the sector.
-- None of it decides a flag. same_area: 1 where both divide by the same area or by none, 0 where they do not, null where the source does not say.
with

groups_ as (
    select case when scope = 'sector' then key end as sector, m2_per_user, with_users, cost_per_m2_dkk, with_cost, energy_kwh_per_m2, with_energy
    from kpi_group
    where scope in ('sector', 'all')
),

citizens as (
    select round(cast(sum(bda_m2) as double) / nullif(sum(citizens), 0), 2) as m2_per_citizen, sum(properties) as properties
    from kpi_authority
    where citizens is not null
),

own as (
    select sector, 'm2_per_user' as figure, m2_per_user as value, with_users as properties from groups_
    union all
    select sector, 'cost_per_m2_dkk', cost_per_m2_dkk, with_cost from groups_
    union all
    select sector, 'energy_kwh_per_m2', energy_kwh_per_m2, with_energy from groups_
    union all
    select null, 'm2_per_citizen', m2_per_citizen, properties from citizens
    union all
    -- of several authorities each has its own middle, and none is everybody's
    select sector, figure, max(median), max(properties)
    from report_sectors
    where sector is not null and figure not in ('m2_per_user', 'cost_per_m2_dkk', 'energy_kwh_per_m2')
    group by sector, figure
    having count(*) = 1
)

select
    row_number() over (order by g.position, case when b.sector is null then 0 else 1 end, b.sector, b.scope_en) as position,
    b.figure, b.sector, b.unit,
    case when o.value is not null then o.value end      as own_value,
    case when o.value is not null then o.properties end as properties,
    b.value, b.scope_da, b.scope_en, b.year, b.source,
    case b.area_definition when 'not_stated' then null when 'bda' then 1 when 'no_area' then 1 else 0 end as same_area,
    s.name_da as sentence_da, s.name_en as sentence_en
from given_benchmarks as b
join given_figures as g on g.figure = b.figure
left join own as o on o.figure = b.figure and o.sector is not distinct from b.sector
left join given_sentences as s on s.topic = 'area_definition' and s.code = b.area_definition
