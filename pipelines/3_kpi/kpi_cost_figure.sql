-- The parts of each property's running cost per m² and per user, in kroner, with bounds; one row per figure.
--
-- grain: property_id, figure
-- Bounds: the lower cost over the larger area or the most users, the higher cost over the smaller area or the fewest. The energy that is
-- paid for is called energy_cost, beside the energy that is used. A rent that no account has is the lease's. Money that no rule gave out
-- may be of any part.
with

parts as (
    select
        p.property_id, p.sector, p.tenure, a.whole_m2, a.bda_m2_low, a.covered_m2_high, s.user_kind, u.users, u.users_low, u.users_high, u.users_period,
        case when g.category = 'energy' then 'energy_cost' else g.category end              as part,
        case when k.open_ore > 0 then null
             else coalesce(case when g.category = 'rent' then k.lease_rent_ore end, c.cost_ore) end as cost_ore,
        coalesce(case when g.category = 'rent' then k.lease_rent_ore end, c.cost_ore_low)   as cost_ore_low,
        case when g.category = 'rent' and k.lease_rent_ore is not null
            then k.lease_rent_ore when coalesce(k.open_ore, 0) = 0 then c.cost_ore_high end as cost_ore_high
    from core_property as p
    cross join given_cost_categories as g
    join kpi_area as a on a.property_id = p.property_id
    join kpi_space as s on s.property_id = p.property_id
    join kpi_user as u on u.property_id = p.property_id
    left join kpi_cost as k on k.property_id = p.property_id
    left join kpi_cost_category as c on c.property_id = p.property_id and c.category = g.category
    where g.running = 1 and (g.category <> 'rent' or p.tenure = 'leased_in')
)

select
    property_id, sector, part || '_per_m2_dkk' as figure,
    round(cast(cost_ore as double) / nullif(whole_m2 * 100, 0), 2)           as value,
    round(cast(cost_ore_low as double) / nullif(covered_m2_high * 100, 0), 2)  as value_low,
    round(cast(cost_ore_high as double) / nullif(bda_m2_low * 100, 0), 2)  as value_high,
    null                                                                   as period
from parts
union all
select
    property_id, sector, part || '_per_user_dkk',
    round(cast(cost_ore as double) / nullif(users * 100, 0), 2),
    round(cast(cost_ore_low as double) / nullif(users_high * 100, 0), 2),
    round(cast(cost_ore_high as double) / nullif(users_low * 100, 0), 2),
    users_period
from parts
where user_kind is not null and part <> 'operation'
