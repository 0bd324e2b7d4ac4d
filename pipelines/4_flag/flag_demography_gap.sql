-- F8: fewer users expected in five years than most of the capacity of the sector in the locality.
--
-- grain: property_id
-- The rule speaks of the locality: it says that something there will stand half empty, not which property. Where one property's capacity
-- is not known, the rest can still be too much for the users expected (firm), but never prove that all is well (data gap).
with

limits as (
    select max(value) as users_of_capacity_percent
    from given_thresholds
    where rule = 'F8' and key = 'users_of_capacity_percent'
)

select
    p.property_id,
    'F8' as rule,
    case when p.forecast_5_percent_high is null then 'data_gap'
         when p.forecast_5_percent_low >= x.users_of_capacity_percent then 'none'
         when p.forecast_5_percent_high < x.users_of_capacity_percent then 'firm'
         else 'data_gap' end         as state,
    p.forecast_5_percent_low     as value_low,
    p.forecast_5_percent_high    as value_high,
    x.users_of_capacity_percent  as threshold,
    1                            as periods
from kpi_property as p
cross join limits as x
where p.user_kind is not null and p.tenure <> 'leased_out'
