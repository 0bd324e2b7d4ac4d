-- F4: a running cost per m² far over the median of the own sector.
--
-- grain: property_id
-- adds to: flag_rule
-- Cleaning far over its own median is first of all a question to the accounts: where it alone makes the cost high, the flag stays open;
-- so it does where nobody knows the median of cleaning.
with

limits as (
    select
        max(case when rule = 'F4' and key = 'median_factor' then value end)    as median_factor,
        max(case when rule = 'F4' and key = 'cleaning_factor' then value end)  as cleaning_factor,
        max(case when rule = 'input' and key = 'minimum_peers' then value end) as minimum_peers
    from given_thresholds
),

measured as (
    select
        p.property_id,
        p.cost_per_m2_dkk_low  as value_low,
        p.cost_per_m2_dkk_high as value_high,
        case when q.peers >= x.minimum_peers then round(q.median_low * x.median_factor, 2) end  as limit_low,
        case when q.peers >= x.minimum_peers then round(q.median_high * x.median_factor, 2) end as limit_high,
        -- the cost with cleaning no dearer than its own limit
        p.cost_per_m2_dkk_low - case when p.cleaning_per_m2_dkk_low > 0 and c.median_high is null then p.cleaning_per_m2_dkk_low
            when p.cleaning_per_m2_dkk_low > c.median_high * x.cleaning_factor
            then p.cleaning_per_m2_dkk_low - c.median_high * x.cleaning_factor else 0 end as without_excess
    from kpi_property as p
    cross join limits as x
    left join kpi_quartile as q on q.sector = p.sector and q.figure = 'cost_per_m2_dkk'
    left join kpi_quartile as c on c.sector = p.sector and c.figure = 'cleaning_per_m2_dkk'
    where p.tenure <> 'leased_out'
)

select
    property_id,
    'F4' as rule,
    case when value_low is null and value_high <= limit_low and limit_high is not null then 'none'
         when value_low is null or limit_low is null or limit_high is null then 'data_gap'
         when without_excess > limit_high then 'firm'
         when value_high is null or value_high > limit_low then 'open'
         else 'none' end as state,
    value_low,
    value_high,
    limit_high           as threshold,
    1                    as periods,
    cast((limit_high - value_high) * 1000 as double) / nullif(value_high, 0) as change,
    cast(null as varchar) as datum,
    cast(null as varchar) as use_sector,
    case when without_excess < value_low then 1 else 0 end as cleaning_check
from measured
