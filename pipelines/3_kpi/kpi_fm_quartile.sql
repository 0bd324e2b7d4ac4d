-- Quartiles of the price of each service in each group: of the known prices, and bounds of the median and the best quartile for whatever is unknown.
--
-- grain: service, grouping, group_key
-- Nearest rank, as kpi_quartile has it; the median of an even number is the mean of the two in the middle. The lower bound ranks the lower bounds, unknown first, the
-- upper one the upper bounds, unknown last.
with

ranked as (
    select p.service, p.grouping, p.group_key, p.value, p.value_low, p.value_high,
        count(*) over (partition by service, grouping, group_key)       as members,
        count(value) over (partition by service, grouping, group_key)   as known,
        row_number() over (partition by service, grouping, group_key
                           order by case when value is null then 1 else 0 end, value, property_id)           as place,
        row_number() over (partition by service, grouping, group_key
                           order by case when value_low is null then 0 else 1 end, value_low, property_id)   as low_rank,
        row_number() over (partition by service, grouping, group_key
                           order by case when value_high is null then 1 else 0 end, value_high, property_id) as high_rank
    from kpi_fm_peer as p
)

select
    service, grouping, group_key,
    max(members)                                                                                    as members,
    max(known)                                                                                      as known,
    max(case when value is not null and 4 * place >= known and 4 * place < known + 4 then value end)              as first_quartile,
    round(avg(case when value is not null and 2 * place between known and known + 2 then value end), 4)           as median,
    max(case when value is not null and 4 * place >= 3 * known and 4 * place < 3 * known + 4 then value end)      as third_quartile,
    max(case when 4 * low_rank >= members and 4 * low_rank < members + 4 then value_low end)                      as first_quartile_low,
    max(case when 4 * high_rank >= members and 4 * high_rank < members + 4 then value_high end)                   as first_quartile_high,
    case when count(case when 2 * low_rank between members and members + 2 then value_low end)
              = sum(case when 2 * low_rank between members and members + 2 then 1 else 0 end)
         then avg(case when 2 * low_rank between members and members + 2 then value_low end) end                  as median_low,
    case when count(case when 2 * high_rank between members and members + 2 then value_high end)
              = sum(case when 2 * high_rank between members and members + 2 then 1 else 0 end)
         then avg(case when 2 * high_rank between members and members + 2 then value_high end) end                as median_high
from ranked
group by service, grouping, group_key
