-- F1: more area per user than the norm of the sector, or its median, allows.
--
-- grain: property_id
-- adds to: flag_rule
-- Firm when the lower bound is over every possible limit, open when only the upper bound is over one. No users is no m² per user:
-- that is F9's business, and the state is none. Where nobody knows the sector there is neither norm nor peer: a data gap. The median counts
-- only with enough peers and both its bounds known. Of several uses each is held against its own norm, and the worst counts.
with

limits as (
    select
        max(case when rule = 'F1' and key = 'norm_factor' then value end)      as norm_factor,
        max(case when rule = 'F1' and key = 'median_factor' then value end)    as median_factor,
        max(case when rule = 'F1' and key = 'median_counts' then value end)    as median_counts,
        max(case when rule = 'input' and key = 'minimum_peers' then value end) as minimum_peers
    from given_thresholds
),

-- the main use of every property, and the other uses of those that have several
uses as (
    select p.property_id, p.sector, 1 as main, p.m2_per_user_low, p.m2_per_user_high, p.m2_per_user_reason, p.norm_m2_per_user, p.user_kind, p.tenure
    from kpi_property as p
    union all
    select s.property_id, s.sector, 0, s.m2_per_user_low, s.m2_per_user_high, s.reason, s.norm_m2_per_user, s.user_kind, p.tenure
    from kpi_part_space as s
    join kpi_property as p on p.property_id = s.property_id
    where s.main = 0
),

limited as (
    -- over the norm or over the median: the smaller of the two limits decides
    select
        m.*,
        case when norm_limit is null or median_limit_low < norm_limit then median_limit_low else norm_limit end   as limit_low,
        case when norm_limit is null or median_limit_high < norm_limit then median_limit_high else norm_limit end as limit_high
    from (select
              p.property_id, p.main, p.sector, p.m2_per_user_low, p.m2_per_user_high, p.m2_per_user_reason,
              round(p.norm_m2_per_user * x.norm_factor, 2) as norm_limit,
              case when (x.median_counts = 1 or p.norm_m2_per_user is null) and q.median_high is not null and q.peers >= x.minimum_peers
                  then round(q.median_low * x.median_factor, 2) end  as median_limit_low,
              case when (x.median_counts = 1 or p.norm_m2_per_user is null) and q.median_low is not null and q.peers >= x.minimum_peers
                  then round(q.median_high * x.median_factor, 2) end as median_limit_high
          from uses as p
          cross join limits as x
          left join kpi_quartile as q on q.sector = p.sector and q.figure = 'm2_per_user'
          where (p.user_kind is not null or p.sector is null) and p.tenure <> 'leased_out') as m
),

judged as (
    select l.*,
        case when sector is null then 'data_gap'
             when m2_per_user_reason = 'zero_denominator' then 'none'
             when limit_low is null or m2_per_user_low is null then 'data_gap'
             when m2_per_user_low > limit_high then 'firm'
             when m2_per_user_high is null or m2_per_user_high > limit_low then 'open'
             else 'none' end as state
    from limited as l
),

ranked as (
    -- the use that is worst speaks for the property
    select j.*,
        row_number() over (partition by property_id
            order by case state when 'firm' then 1 when 'open' then 2 when 'data_gap' then 3 else 4 end, main desc, sector) as worst
    from judged as j
)

select
    r.property_id,
    'F1' as rule,
    r.state,
    r.m2_per_user_low  as value_low,
    r.m2_per_user_high as value_high,
    r.limit_high       as threshold,
    1                  as periods,
    case when coalesce(p.parts, 1) = 1 then cast(p.covered_m2_high as double) / nullif(r.limit_high, 0) - p.users_low end as change,
    case when p.sector is null then 'properties.sector'
         when p.bda_m2 is null or (p.user_state = 'fresh' and (p.area_disputed = 1 or p.area_partial = 1)) then 'properties.area_m2'
         else 'headcount.users' end as datum,
    -- the use that the numbers are of, where it is not the main one
    case when r.main = 0 then r.sector end as use_sector
from ranked as r
join kpi_property as p on p.property_id = r.property_id
where r.worst = 1
