-- Every figure of every property in one long table, with the reason where it is missing or has two bounds.
--
-- grain: property_id, figure
-- reason: missing, zero_denominator, partial (a part of the sum is missing), spread (money of a whole year), uncategorised (money without
-- a category), stale, disputed (two sources), magnitude (no more is meant), homes
-- (nobody knows whether norm, money or heat is for the homes left out of the area as well); null where the figure is settled. It is the state of an input of the figure.
with

inputs as (
    select figure,
        max(case when input = 'area_m2' then 1 else 0 end)            as area,
        max(case when input = 'users' then 1 else 0 end)              as users,
        max(case when input = 'capacity' then 1 else 0 end)           as capacity,
        max(case when input = 'cost_dkk' then 1 else 0 end)           as cost,
        max(case when input = 'present_percent' then 1 else 0 end)    as presence,
        max(case when input = 'condition_mark' then 1 else 0 end)     as condition
    from given_figure_inputs
    group by figure
)

select
    f.property_id,
    f.sector,
    f.figure,
    f.value,
    f.value_low,
    f.value_high,
    g.unit,
    f.period,
    p.data_level,
    case when f.value_low = f.value_high then null
         when f.reason is not null then f.reason
         when f.figure = 'valuation_dkk' then 'magnitude'
         when f.figure like '%per_user%' and p.users_high = 0 then 'zero_denominator'
         when f.figure in ('occupancy_percent', 'seat_use_percent') and p.capacity = 0 then 'zero_denominator'
         when f.figure in ('booked_percent', 'present_percent') and p.hours_available = 0 then 'zero_denominator'
         when f.figure = 'show_up_percent' and p.hours_booked = 0 then 'zero_denominator'
         when f.value_low is null and f.value_high is null then 'missing'
         when i.users = 1 and p.user_state <> 'fresh' then case when p.user_state = 'bounded' then 'missing' else p.user_state end
         when i.cost = 1 and p.cost_state <> 'whole' then p.cost_state
         when i.presence = 1 and p.use_state <> 'whole' then p.use_state
         when f.figure = 'energy_kwh_per_m2' and p.heat_state <> 'whole' then p.heat_state
         when f.figure = 'electricity_kwh_per_m2' and p.electricity_state <> 'whole' then p.electricity_state
         when f.figure = 'condition_mark' and p.condition_stale = 1 then 'stale'
         when i.condition = 1 and f.value is null then 'partial'
         when f.figure = 'capacity' then 'partial'
         when i.presence = 1 or f.figure = 'condition_mark' then 'missing'
         when p.area_partial = 1 and f.figure <> 'capacity' then 'partial'
         when p.homes_m2 > 0 and (f.figure in ('m2_per_user', 'norm_need_percent', 'vacant_m2', 'backlog_per_m2_dkk', 'energy_kwh_per_m2', 'electricity_kwh_per_m2')
              or (i.cost = 1 and i.area = 1)) then 'homes'
         when p.area_disputed = 1 then 'disputed'
         else 'missing' end as reason
from kpi_figure_row as f
join kpi_property as p on p.property_id = f.property_id
left join given_figures as g on g.figure = f.figure
left join inputs as i on i.figure = f.figure
