-- Every figure of every property in one long table, with the reason where it is missing or has two bounds.
--
-- grain: property_id, figure
-- reason: missing, disputed (two sources), stale, homes (nobody knows whether the norm, the money or the heat is for the homes left out of the
-- area as well), zero_denominator; null where the figure is settled.
with

figures as (
    select property_id, sector, figure, value, value_low, value_high, period from kpi_figure_space
    union all
    select property_id, sector, figure, value, value_low, value_high, period from kpi_figure_use
    union all
    select property_id, sector, figure, value, value_low, value_high, period from kpi_figure_money
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
         when f.figure in ('m2_per_user', 'cost_per_user_dkk', 'maintenance_per_user_dkk', 'cleaning_per_user_dkk', 'energy_cost_per_user_dkk',
                           'rent_per_user_dkk') and p.users_high = 0 then 'zero_denominator'
         when f.figure in ('occupancy_percent', 'seat_use_percent') and p.capacity = 0 then 'zero_denominator'
         when f.figure in ('booked_percent', 'present_percent') and p.hours_available = 0 then 'zero_denominator'
         when f.figure = 'show_up_percent' and p.hours_booked = 0 then 'zero_denominator'
         when f.value_low is null then 'missing'
         when f.figure in ('users', 'm2_per_user', 'occupancy_percent', 'norm_need_percent', 'vacant_m2', 'cost_per_user_dkk')
              and p.user_state = 'stale' then 'stale'
         when f.figure in ('users', 'm2_per_user', 'occupancy_percent', 'norm_need_percent', 'vacant_m2', 'cost_per_user_dkk')
              and p.user_state = 'bounded' then 'missing'
         when f.figure = 'condition_mark' and p.condition_stale = 1 then 'stale'
         when f.figure in ('condition_mark', 'booked_percent', 'present_percent', 'show_up_percent', 'attendance_percent') then 'missing'
         when p.homes_m2 > 0 and f.figure in ('m2_per_user', 'norm_need_percent', 'vacant_m2', 'cost_per_m2_dkk', 'cleaning_per_m2_dkk', 'saving_per_m2_dkk', 'backlog_per_m2_dkk',
                           'energy_kwh_per_m2')
              then 'homes'
         when p.area_disputed = 1 then 'disputed'
         else 'missing' end as reason
from figures as f
join kpi_property as p on p.property_id = f.property_id
left join given_figures as g on g.figure = f.figure
