-- How much is known of each property: 0 nothing, 1 stamdata, 2 udvidet datasæt, 3 komplet datasæt.
--
-- grain: property_id
-- 1 area; 2 also cost and users (or use, where the sector has no users to count); 3 also condition, energy and, where the sector's
-- use is measured, hours with somebody present (the levels after S1 and S3; what each holds is the project's own reading).
with

known as (
    select
        p.property_id,
        case when a.bda_m2 is not null then 1 else 0 end                                            as has_area,
        case when c.cost_ore_low is not null then 1 else 0 end                                      as has_cost,
        case when s.user_kind is null then 1 when u.user_state in ('fresh', 'stale') then 1 else 0 end as has_users,
        case when r.hours_present is not null then 1 else 0 end                                     as has_use,
        case when k.condition_mark is not null then 1 else 0 end                                    as has_condition,
        case when e.energy_kwh_per_m2 is not null then 1 else 0 end                                 as has_energy,
        coalesce(s.use_rule, 'none')                                                                as use_rule
    from core_property as p
    join kpi_area as a on a.property_id = p.property_id
    join kpi_user as u on u.property_id = p.property_id
    join kpi_space as s on s.property_id = p.property_id
    left join kpi_cost as c on c.property_id = p.property_id
    left join kpi_use as r on r.property_id = p.property_id
    left join kpi_condition as k on k.property_id = p.property_id
    left join kpi_economy as e on e.property_id = p.property_id
)

select
    property_id,
    case when has_area = 0 then 0
         when has_cost = 0 or has_users = 0 then 1
         when has_condition = 0 or has_energy = 0 or (use_rule <> 'none' and has_use = 0) then 2
         else 3 end as data_level,
    has_area,
    has_cost,
    has_users,
    has_use,
    has_condition,
    has_energy
from known
