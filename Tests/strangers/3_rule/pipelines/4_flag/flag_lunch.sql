-- F11: a lunch scheme that hardly anybody uses.
--
-- grain: property_id
-- adds to: flag_rule
with

limits as (
    select max(value) as lunch_percent
    from given_thresholds
    where rule = 'F11' and key = 'lunch_percent'
)

select
    f.property_id,
    'F11' as rule,
    case when f.value_high is null then 'data_gap' when f.value_high < x.lunch_percent then 'firm'
         when f.value_low < x.lunch_percent then 'open' else 'none' end as state,
    f.value_low,
    f.value_high,
    x.lunch_percent as threshold,
    1               as periods,
    (x.lunch_percent - f.value_low) * p.users * 0.01 as change,
    'lunches.subscriptions' as datum,
    cast(null as varchar)   as use_sector
from kpi_figure_property as f
join kpi_property as p on p.property_id = f.property_id
cross join limits as x
where f.figure = 'lunch_percent'
