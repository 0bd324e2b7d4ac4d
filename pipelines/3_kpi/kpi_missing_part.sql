-- What each property's sums lack: the parts because of which a figure is a bound and no value, with what says that they are missing.
--
-- grain: property_id, input, part, period
-- tells: part
-- evidence: delivered_before, other_unit (a meter that is not added), months (posted in fewer months than it should be), none_posted,
-- unallocated (money of its cost centre that no rule gave out), in_register (a building without an inspection), without_area (a building of
-- which the register has no area).
with

meters as (
    select m.property_id, m.kind as input, m.part, m.year || '' as period, m.evidence
    from kpi_missing_meter as m
    join kpi_energy as e on e.property_id = m.property_id
    where (m.kind = 'heat' and m.year = e.heat_year) or (m.kind = 'electricity' and m.year = e.electricity_year)
),

mains as (
    select property_id, building_id, bda_m2
    from core_building
    where outbuilding = 0 and property_id is not null
),

buildings as (
    select b.property_id, 'backlog' as input, b.building_id as part, '' as period, 'in_register' as evidence
    from mains as b
    join kpi_backlog as k on k.property_id = b.property_id and k.buildings_missing > 0
    left join core_condition as c on c.building_id = b.building_id and c.backlog_ore is not null
    where coalesce(b.bda_m2, 1) > 0 and c.building_id is null
    union all
    select b.property_id, 'area', b.building_id, '', 'without_area'
    from mains as b
    join kpi_area as a on a.property_id = b.property_id and a.area_partial = 1
    where b.bda_m2 is null
    union all
    select u.property_id, 'area', u.unit_id, '', 'without_area'
    from core_unit as u
    join kpi_area as a on a.property_id = u.property_id and a.area_partial = 1
    where u.property_id is distinct from u.building_property_id and u.area_m2 is null
)

select property_id, input, part, period, evidence from meters
union all
select property_id, 'cost', category, '', case when months = 0 then 'none_posted' else 'months' end
from kpi_cost_category
where running = 1 and missing > 0
union all
select property_id, 'cost', 'allocation', '', 'unallocated'
from kpi_cost
where open_ore > 0
union all
select r.property_id, 'use', r.room, r.month, 'delivered_before'
from kpi_missing_room as r
join kpi_use as u on u.property_id = r.property_id and u.period = r.period
union all
select property_id, 'users', coalesce(user_kind, ''), period, 'delivered_before'
from (
    select c.property_id, m.user_kind, c.period
    from kpi_user_count as c
    join core_property as p on p.property_id = c.property_id
    left join given_norms as m on m.sector = p.sector
    where c.period_rank = 1 and c.users_partial = 1
) as counted
union all
select property_id, input, part, period, evidence from buildings
