-- Quartiles of every figure within every sector, with bounds: what is missing may lie anywhere.
--
-- grain: sector, figure
-- The lower bound ranks the lower bounds (unknown first), the upper bound the upper bounds (unknown last): the true quartile
-- lies between, whatever the missing values are. So a flag against a median cannot turn wrong because data vanish.
-- A figure that does not exist for a property (users 0, capacity 0) is no peer, nor is an order of magnitude. What goes by use is compared use by use: of a property with
-- several, each use is a peer in its own sector.
with

peers_ as (
    select f.sector, f.figure, f.property_id, f.value_low, f.value_high
    from kpi_figure_property as f
    join core_property as p on p.property_id = f.property_id and p.tenure <> 'leased_out'
    left join kpi_figure_part as u on u.property_id = f.property_id and u.figure = f.figure and u.main = 1
    where coalesce(f.reason, 'none') not in ('zero_denominator', 'magnitude') and u.property_id is null
    union all
    select sector, figure, property_id, value_low, value_high
    from kpi_figure_part
    where no_figure = 0
),

ranked as (
    select
        f.sector,
        f.figure,
        f.value_low,
        f.value_high,
        count(*) over (partition by f.sector, f.figure)                                                  as peers,
        count(f.value_low) over (partition by f.sector, f.figure)                                        as known,
        row_number() over (partition by f.sector, f.figure
                           order by case when f.value_low is null then 0 else 1 end, f.value_low, f.property_id)   as low_rank,
        row_number() over (partition by f.sector, f.figure
                           order by case when f.value_high is null then 1 else 0 end, f.value_high, f.property_id) as high_rank
    from peers_ as f
)

select
    sector,
    figure,
    max(peers) as peers,
    max(known) as known,
    -- nearest rank; the median of an even number is the mean of the two in the middle, unknown when one of them is
    max(case when 4 * low_rank >= peers and 4 * low_rank < peers + 4 then value_low end)             as first_quartile_low,
    max(case when 4 * high_rank >= peers and 4 * high_rank < peers + 4 then value_high end)          as first_quartile_high,
    case when count(case when 2 * low_rank between peers and peers + 2 then value_low end)
              = sum(case when 2 * low_rank between peers and peers + 2 then 1 else 0 end)
         then avg(case when 2 * low_rank between peers and peers + 2 then value_low end) end         as median_low,
    case when count(case when 2 * high_rank between peers and peers + 2 then value_high end)
              = sum(case when 2 * high_rank between peers and peers + 2 then 1 else 0 end)
         then avg(case when 2 * high_rank between peers and peers + 2 then value_high end) end       as median_high,
    max(case when 4 * low_rank >= 3 * peers and 4 * low_rank < 3 * peers + 4 then value_low end)     as third_quartile_low,
    max(case when 4 * high_rank >= 3 * peers and 4 * high_rank < 3 * peers + 4 then value_high end)  as third_quartile_high
from ranked
group by sector, figure
