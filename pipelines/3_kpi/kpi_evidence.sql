-- The rows of the delivered files that every input of every figure rests on (given_figure_inputs names the inputs of a figure).
--
-- grain: property_id, figure, part, key, _file, _line
-- rebuild: property_id
-- tells: key
-- part says what the row is, as a code that the report has words for (a building, a lease; a kind of cost, of users, of energy), key which one.
-- row_count is more than 1 where a line stands for many rows summed from it on. unit is the row's own, not that of the figure which rests
-- on it: a share is per cent. A rent that no account has is the lease's.
with

area as (
    select property_id, 'area_m2' as figure, 'building' as part, building_id as key, total_area_m2 as value, 'm2' as unit, 1 as row_count, _file, _line, _record
    from core_building where property_id is not null
    union all
    select b.property_id, 'area_m2', 'floor', f.floor_id, coalesce(f.attic_m2, 0) + coalesce(f.basement_m2, 0), 'm2', 1, f._file, f._line, f._record
    from core_floor as f
    join core_building as b on b.building_id = f.building_id and b.property_id is not null
    where coalesce(f.attic_m2, 0) + coalesce(f.basement_m2, 0) <> 0
    union all
    select property_id, 'area_m2', 'lease', lease_id, area_m2, 'm2', 1, _file, _line, null
    from core_lease
    union all
    select property_id, 'area_m2', 'list', property_id, area_m2, 'm2', 1, _file, _line, null
    from core_property where area_m2 is not null
),

people as (
    select u.property_id, 'users' as figure, u.kind as part, u.period as key, u.users as value, 'count' as unit, 1 as row_count, u._file, u._line
    from core_user as u
    join kpi_user as k on k.property_id = u.property_id and k.users_period = u.period
    where u.users is not null
    union all
    select u.property_id, 'capacity', u.kind, u.period, u.capacity, 'count', 1, u._file, u._line
    from core_user as u
    join kpi_user_count as c on c.property_id = u.property_id and c.period = u.period and c.period_rank = 1
    where u.capacity is not null
    union all
    select u.property_id, 'present_percent', 'room', u.room || ' ' || u.period, u.hours_present, 'hours', u.room_days, u._file, u._line
    from core_use as u
    join kpi_use as k on k.property_id = u.property_id
    join kpi_use_period as p on p.property_id = k.property_id and p.period = k.period
    where u.period between substr(p.first_day, 1, 7) and substr(p.last_day, 1, 7)
    union all
    select f.property_id, 'forecast_5_percent', 'forecast', c.locality || ' ' || c.year, c.users, 'count', 1, c._file, c._line
    from kpi_property as f
    join core_forecast as c on c.sector = f.sector and c.locality = f.locality
    join night as n on c.year in (n.years_ahead_5, n.years_ahead_10)
),

costs as (
    select
        c.property_id, c.period, c.category, c.amount_ore, c.posting_count, c._file, c._line,
        row_number() over (partition by c.property_id, c.category order by c._file, c._line) as month_rank
    from core_cost as c
    join core_period as p on p.period = c.period and p.months_in > 0
    join given_cost_categories as g on g.category = c.category and (g.running = 1 or g.category = 'uncategorised')
),

things as (
    select property_id, 'cost_dkk' as figure, category as part, property_id as key, round(sum(amount_ore) * 0.01, 2) as value, 'dkk' as unit, sum(posting_count) as row_count,
        min(_file) as _file, max(case when month_rank = 1 then _line end) as _line
    from costs
    group by property_id, category
    union all
    select distinct s.property_id, 'cost_dkk', 'allocation', s.account_key || ' ' || s.cost_centre_key, s.share_percent, 'percent', 1, s.allocation_file, s.allocation_line
    from core_cost_share as s
    join core_period as p on p.period = s.period and p.months_in > 0
    join given_cost_categories as g on g.category = s.category and (g.running = 1 or g.category = 'uncategorised')
    union all
    select l.property_id, 'cost_dkk', 'lease', l.lease_id, round(l.rent_ore * 0.01, 2), 'dkk', 1, l._file, l._line
    from core_lease as l
    join kpi_cost as k on k.property_id = l.property_id and k.lease_rent_ore is not null
    where l.running = 1 and l.rent_ore is not null
    union all
    select e.property_id, 'energy_kwh_per_m2', e.kind, e.year || '', e.amount_kwh, 'kwh', e.meter_count, e._file, e._line
    from core_energy as e
    join kpi_energy as k on k.property_id = e.property_id
     and ((e.kind = 'heat' and k.heat_year = e.year) or (e.kind = 'electricity' and k.electricity_year = e.year))
    union all
    select property_id, 'condition_mark', case when building_id is null then 'list' else 'building' end, coalesce(building_id, property_id), mark, 'mark', row_count, _file, _line
    from core_condition where mark is not null and property_id is not null
)

select property_id, figure, part, key, value, unit, row_count, _file, _line, _record from area
union all
select property_id, figure, part, key, value, unit, row_count, _file, _line, null from people
union all
select property_id, figure, part, key, value, unit, row_count, _file, _line, null from things
