-- Each property's price of each service beside its peers': ratio to the median, robust score, what to do about it, and what there is down to the median and to the best quartile.
--
-- grain: property_id, service
-- verdict: no_price; few_peers (too few known prices even in the whole sector); check_data (more than the limit over or under the median: data first); expensive (over the
-- ratio and over the amount); within. certain: the bounds of price and median say the same. A gap is never below nought; where the MAD is 0 there is no score.
with

limits as (
    select max(case when key = 'least_peers' then value end) as least_peers, max(case when key = 'check_over_ratio' then value end) as check_over,
        max(case when key = 'check_under_ratio' then value end) as check_under, max(case when key = 'expensive_ratio' then value end) as expensive,
        max(case when key = 'expensive_dkk' then value end) * 100 as expensive_ore
    from given_thresholds
    where rule = 'fm'
),

held as (
    select g.property_id, g.service, g.compared, g.peers, c.position, c.cost_ore, c.cost_ore_low, c.cost_ore_high, c.m2, c.m2_low, c.m2_high, c.cost_per_m2_dkk,
        c.cost_per_m2_dkk_low, q.first_quartile, q.median, q.third_quartile, q.median_low, q.median_high, m.mad, q.members, x.*,
        cast(c.cost_per_m2_dkk as double) / nullif(q.median, 0) as ratio,
        c.cost_ore - cast(round(q.median * c.m2 * 100) as integer) as gap, c.cost_ore - cast(round(q.first_quartile * c.m2 * 100) as integer) as best_gap,
        c.cost_ore_low - cast(round(q.median_high * c.m2_high * 100) as integer) as gap_low,
        c.cost_ore_high - cast(round(q.median_low * c.m2_low * 100) as integer) as gap_high,
        c.cost_ore_low - cast(round(q.first_quartile_high * c.m2_high * 100) as integer) as best_gap_low,
        c.cost_ore_high - cast(round(q.first_quartile_low * c.m2_low * 100) as integer) as best_gap_high
    from kpi_fm_group as g
    join kpi_fm_cost as c on c.property_id = g.property_id and c.service = g.service
    join kpi_fm_quartile as q on q.service = g.service and q.grouping = g.compared
      and q.group_key = case g.compared when 'band' then g.sector || '/' || g.level || '/' || g.band when 'level' then g.sector || '/' || g.level else g.sector || '' end
    left join kpi_fm_mad as m on m.service = q.service and m.grouping = q.grouping and m.group_key = q.group_key
    cross join limits as x
)

select
    property_id, service, position, compared, case when compared = 'sector' then 0 else 1 end as level_controlled, peers, members, cost_ore, m2, cost_per_m2_dkk,
    first_quartile as first_quartile_dkk, median as median_dkk, third_quartile as third_quartile_dkk, median_low as median_low_dkk, median_high as median_high_dkk,
    mad as mad_dkk,
    round(ratio, 3)                                                                                         as ratio,
    round(cast(0.6745 * (cost_per_m2_dkk - median) as double) / nullif(mad, 0), 3)                           as robust_score,
    case when cost_per_m2_dkk is null then 'no_price' when peers < least_peers then 'few_peers'
         when ratio > check_over or ratio < check_under then 'check_data'
         when ratio > expensive and gap > expensive_ore then 'expensive' else 'within' end                   as verdict,
    case when peers >= least_peers and cost_per_m2_dkk_low > expensive * median_high and gap_low > expensive_ore then 1 else 0 end as certain,
    case when peers >= least_peers then case when gap > 0 then gap when gap is not null then 0 end end       as gap_ore,
    case when peers >= least_peers and cost_ore_low is not null then case when gap_low > 0 then gap_low else 0 end end as gap_ore_low,
    case when peers >= least_peers then case when gap_high > 0 then gap_high when gap_high is not null then 0 end end as gap_ore_high,
    case when peers >= least_peers then case when best_gap > 0 then best_gap when best_gap is not null then 0 end end as best_gap_ore,
    case when peers >= least_peers and cost_ore_low is not null then case when best_gap_low > 0 then best_gap_low else 0 end end as best_gap_ore_low,
    case when peers >= least_peers then case when best_gap_high > 0 then best_gap_high when best_gap_high is not null then 0 end end as best_gap_ore_high
from held
