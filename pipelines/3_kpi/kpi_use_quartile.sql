-- The lowest quartile of actual use within every sector in every period of use, with bounds.
--
-- grain: sector, period
-- Peers are all properties of the sector that are judged by room use: one without data in the period may lie anywhere.
with

peers as (
    select s.property_id, p.sector, d.period
    from kpi_space as s
    join core_property as p on p.property_id = s.property_id and p.tenure <> 'leased_out' and p.in_use = 1
    cross join (select distinct period from kpi_use_rate) as d
    where s.use_rule = 'room'
),

ranked as (
    select
        q.sector,
        q.period,
        r.present_percent_low,
        r.present_percent_high,
        count(*) over (partition by q.sector, q.period) as peers,
        row_number() over (partition by q.sector, q.period
            order by case when r.present_percent_low is null then 0 else 1 end, r.present_percent_low, q.property_id)   as low_rank,
        row_number() over (partition by q.sector, q.period
            order by case when r.present_percent_high is null then 1 else 0 end, r.present_percent_high, q.property_id) as high_rank
    from peers as q
    left join kpi_use_rate as r on r.property_id = q.property_id and r.period = q.period
)

select
    sector,
    period,
    max(peers)               as peers,
    count(present_percent_low) as known,
    max(case when 4 * low_rank >= peers and 4 * low_rank < peers + 4 then present_percent_low end)    as first_quartile_low,
    max(case when 4 * high_rank >= peers and 4 * high_rank < peers + 4 then present_percent_high end) as first_quartile_high
from ranked
group by sector, period
