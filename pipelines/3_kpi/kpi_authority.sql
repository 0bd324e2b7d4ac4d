-- The key figures of each authority (municipality).
--
-- grain: authority_code
-- Citizens are those of the newest year that is known on the night; without a count the area per citizen is unknown.
with

counts as (
    select p.authority_code, p.citizens, p.year,
        row_number() over (partition by p.authority_code order by p.year desc) as year_rank
    from given_population as p
    cross join night as n
    where p.year <= n.year
)

select
    g.key as authority_code,
    properties, with_area, with_users, with_cost, with_energy, with_condition,
    bda_m2, bda_m2_low, bda_m2_high, net_area_m2, net_area_m2_low, net_area_m2_high,
    users, capacity, m2_per_user, occupancy_percent,
    cost_ore_low, cost_ore_high, cost_per_m2_dkk, cost_per_m2_dkk_high, energy_kwh_per_m2, condition_mark, backlog_ore, complete_m2,

    -- area for each citizen
    c.citizens,
    c.year as citizens_year,
    round(cast(g.bda_m2 as double) / nullif(c.citizens, 0), 2)      as m2_per_citizen,
    round(cast(g.bda_m2_low as double) / nullif(c.citizens, 0), 2)  as m2_per_citizen_low,
    round(cast(g.bda_m2_high as double) / nullif(c.citizens, 0), 2) as m2_per_citizen_high
from kpi_group as g
left join counts as c on c.authority_code = g.key and c.year_rank = 1
where g.scope = 'authority'
