-- F8: fewer users expected in five years than most of the capacity of the sector in the locality.
--
-- grain: property_id
-- adds to: flag_rule
-- The rule speaks of the locality: it says that something there will stand half empty, not which property. Where one property's capacity
-- is not known, the rest can still be too much for the users expected (firm), but never prove that all is well (data gap).
-- Of several uses each is held against its own sector, and the worst counts.
with

limits as (
    select max(value) as users_of_capacity_percent
    from given_thresholds
    where rule = 'F8' and key = 'users_of_capacity_percent'
),

-- the main use of every property, and the other uses of those that have several
uses as (
    select p.property_id, 1 as main, p.sector, p.forecast_5_percent_low, p.forecast_5_percent_high
    from kpi_property as p
    where p.user_kind is not null and p.tenure <> 'leased_out'
    union all
    select p.property_id, 0, s.sector, f.forecast_5_percent_low, f.forecast_5_percent_high
    from kpi_part_space as s
    join kpi_property as p on p.property_id = s.property_id and p.tenure <> 'leased_out'
    left join kpi_forecast as f on f.sector = s.sector and f.locality = p.locality
    where s.main = 0 and s.user_kind is not null
),

judged as (
    select p.*, x.users_of_capacity_percent,
        case when p.forecast_5_percent_high is null then 'data_gap'
             when p.forecast_5_percent_low >= x.users_of_capacity_percent then 'none'
             when p.forecast_5_percent_high < x.users_of_capacity_percent then 'firm'
             else 'data_gap' end as state
    from uses as p
    cross join limits as x
),

ranked as (
    select j.*, row_number() over (partition by property_id
        order by case state when 'firm' then 1 when 'data_gap' then 2 else 3 end, main desc, sector) as worst
    from judged as j
)

select
    r.property_id,
    'F8' as rule,
    r.state,
    r.forecast_5_percent_low     as value_low,
    r.forecast_5_percent_high    as value_high,
    r.users_of_capacity_percent  as threshold,
    1                            as periods,
    (r.users_of_capacity_percent - coalesce(r.forecast_5_percent_low, r.forecast_5_percent_high)) * f.capacity_known * 0.01 as change,
    case when f.users_5 is null then 'forecast.users' else 'headcount.capacity' end as datum,
    -- the use that the numbers are of, where it is not the main one
    case when r.main = 0 then r.sector end as use_sector
from ranked as r
join kpi_property as p on p.property_id = r.property_id
left join kpi_forecast as f on f.sector = p.sector and f.locality = p.locality
where r.worst = 1
