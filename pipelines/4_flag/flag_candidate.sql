-- The exit candidates in the order in which leaving them saves most per m² every year, added up towards the target.
--
-- grain: rank
-- Firm candidates come first; after them those that open flags could still make candidates. A property kept by a decision in force,
-- or one that a decision calls done, is no candidate. A saving of which a part is missing ranks by what it
-- is at least. Ties are broken by the key.
with

eligible as (
    select
        p.property_id,
        case when f.outcome_class = 'exit_candidate' then 'firm' else 'open' end as state,
        p.net_area_m2,
        p.net_area_m2_low,
        p.net_area_m2_high,
        p.cost_ore_low,
        p.cost_ore_high,
        p.cost_per_m2_dkk,
        coalesce(p.cost_per_m2_dkk, p.cost_per_m2_dkk_low) as at_least_dkk
    from flag_property as f
    join kpi_property as p on p.property_id = f.property_id
    left join flag_decision as d on d.property_id = f.property_id and d.state = 'in_force' and d.verdict in ('keep', 'done')
    where (f.outcome_class = 'exit_candidate' or (f.outcome_class = 'investigate' and f.may_be_exit = 1))
      and d.property_id is null
      and coalesce(p.net_area_m2, 1) > 0
),

ranked as (
    select
        e.*,
        row_number() over (order by case when state = 'firm' then 0 else 1 end,
                                    case when at_least_dkk is null then 1 else 0 end,
                                    at_least_dkk desc, property_id) as rank
    from eligible as e
)

select
    r.rank,
    r.property_id,
    r.state,
    r.net_area_m2,
    r.net_area_m2_low,
    r.net_area_m2_high,
    r.cost_ore_low  as saving_ore_low,
    r.cost_ore_high as saving_ore_high,
    r.cost_per_m2_dkk as saving_per_m2_dkk,
    sum(r.net_area_m2) over (order by r.rank rows between unbounded preceding and current row) as cumulative_m2,
    round(cast(sum(r.net_area_m2) over (order by r.rank rows between unbounded preceding and current row) * 100 as double)
          / nullif(t.baseline_m2, 0), 2) as cumulative_percent
from ranked as r
cross join flag_total as t
