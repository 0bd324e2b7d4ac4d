-- F7: more heat per m², corrected for degree days, than the own sector's median allows.
--
-- grain: property_id
-- adds to: flag_rule
-- Heat without degree days can make the flag open at most: a cold year is no fault of the building.
with

limits as (
    select
        max(case when rule = 'F7' and key = 'median_factor' then value end)    as median_factor,
        max(case when rule = 'input' and key = 'minimum_peers' then value end) as minimum_peers
    from given_thresholds
),

measured as (
    select
        p.property_id,
        p.energy_kwh_per_m2_low  as value_low,
        p.energy_kwh_per_m2_high as value_high,
        p.heat_is_corrected,
        case when q.peers >= x.minimum_peers then round(q.median_low * x.median_factor, 2) end  as limit_low,
        case when q.peers >= x.minimum_peers then round(q.median_high * x.median_factor, 2) end as limit_high
    from kpi_property as p
    cross join limits as x
    left join kpi_quartile as q on q.sector = p.sector and q.figure = 'energy_kwh_per_m2'
    where p.tenure <> 'leased_out'
)

select
    property_id,
    'F7' as rule,
    case when value_low is null and value_high <= limit_low and limit_high is not null then 'none'
         when value_low is null or limit_low is null or limit_high is null then 'data_gap'
         when value_low > limit_high and heat_is_corrected = 1 then 'firm'
         when value_high is null or value_high > limit_low then 'open'
         else 'none' end as state,
    value_low,
    value_high,
    limit_high           as threshold,
    1                    as periods,
    cast((limit_high - value_high) * 1000 as double) / nullif(value_high, 0) as change,
    cast(null as varchar) as datum,
    cast(null as varchar) as use_sector
from measured
