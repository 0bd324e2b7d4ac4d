-- F1: more area per user than the norm of the sector, or its median, allows.
--
-- grain: property_id
-- Firm when the lower bound is over every possible limit, open when only the upper bound is over one. No users is no m² per user:
-- that is F9's business, and the state is none. Where nobody knows the sector there is neither norm nor peer: a data gap. The median counts only with enough peers and both its bounds known.
with

limits as (
    select
        max(case when rule = 'F1' and key = 'norm_factor' then value end)      as norm_factor,
        max(case when rule = 'F1' and key = 'median_factor' then value end)    as median_factor,
        max(case when rule = 'F1' and key = 'median_counts' then value end)    as median_counts,
        max(case when rule = 'input' and key = 'minimum_peers' then value end) as minimum_peers
    from given_thresholds
),

measured as (
    select
        p.property_id,
        p.sector,
        p.m2_per_user_low,
        p.m2_per_user_high,
        p.m2_per_user_reason,
        round(p.norm_m2_per_user * x.norm_factor, 2) as norm_limit,
        case when (x.median_counts = 1 or p.norm_m2_per_user is null) and q.median_high is not null and q.peers >= x.minimum_peers
            then round(q.median_low * x.median_factor, 2) end  as median_limit_low,
        case when (x.median_counts = 1 or p.norm_m2_per_user is null) and q.median_low is not null and q.peers >= x.minimum_peers
            then round(q.median_high * x.median_factor, 2) end as median_limit_high
    from kpi_property as p
    cross join limits as x
    left join kpi_quartile as q on q.sector = p.sector and q.figure = 'm2_per_user'
    where (p.user_kind is not null or p.sector is null) and p.tenure <> 'leased_out'
),

limited as (
    -- over the norm or over the median: the smaller of the two limits decides
    select
        m.*,
        case when norm_limit is null or median_limit_low < norm_limit then median_limit_low else norm_limit end   as limit_low,
        case when norm_limit is null or median_limit_high < norm_limit then median_limit_high else norm_limit end as limit_high
    from measured as m
)

select
    property_id,
    'F1' as rule,
    case when sector is null then 'data_gap'
         when m2_per_user_reason = 'zero_denominator' then 'none'
         when limit_low is null or m2_per_user_low is null then 'data_gap'
         when m2_per_user_low > limit_high then 'firm'
         when m2_per_user_high is null or m2_per_user_high > limit_low then 'open'
         else 'none' end as state,
    m2_per_user_low  as value_low,
    m2_per_user_high as value_high,
    limit_high       as threshold,
    1                as periods
from limited
