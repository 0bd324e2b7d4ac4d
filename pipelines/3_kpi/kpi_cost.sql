-- What each property cost in the last twelve complete months: the running cost and its parts, one-off money apart.
--
-- grain: property_id
-- cost_ore is operation, maintenance, cleaning, energy and rent: what falls away every year once the property is left.
with

by_category as (
    select
        property_id,
        sum(case when running = 1 then cost_ore_low end)               as cost_ore_low,
        sum(case when running = 1 then cost_ore_high end)              as cost_ore_high,
        sum(case when category = 'operation' then cost_ore_low end)    as operation_ore,
        sum(case when category = 'maintenance' then cost_ore_low end)  as maintenance_ore,
        sum(case when category = 'cleaning' then cost_ore_low end)     as cleaning_ore_low,
        sum(case when category = 'cleaning' then cost_ore_high end)    as cleaning_ore_high,
        sum(case when category = 'energy' then cost_ore_low end)       as energy_ore,
        sum(case when category = 'rent' then cost_ore_low end)         as rent_ore,
        sum(case when running = 0 then cost_ore_low end)               as one_off_ore
    from kpi_cost_category
    group by property_id
),

rents as (
    select l.property_id, sum(l.rent_ore) as lease_rent_ore
    from core_lease as l
    cross join night as n
    where l.ends_on is null or l.ends_on >= n.as_of
    group by l.property_id
)

select
    p.property_id,
    -- a lease whose rent is not in the accounts still costs its rent
    case when p.tenure = 'leased_in' and b.rent_ore is null and r.lease_rent_ore is not null
        then coalesce(b.cost_ore_low, 0) + r.lease_rent_ore else b.cost_ore_low end   as cost_ore_low,
    case when p.tenure = 'leased_in' and b.rent_ore is null and r.lease_rent_ore is not null
        then coalesce(b.cost_ore_high, 0) + r.lease_rent_ore else b.cost_ore_high end as cost_ore_high,
    b.operation_ore,
    b.maintenance_ore,
    b.cleaning_ore_low,
    b.cleaning_ore_high,
    b.energy_ore,
    coalesce(b.rent_ore, case when p.tenure = 'leased_in' then r.lease_rent_ore end)  as rent_ore,
    b.one_off_ore
from core_property as p
left join by_category as b on b.property_id = p.property_id
left join rents as r on r.property_id = p.property_id
