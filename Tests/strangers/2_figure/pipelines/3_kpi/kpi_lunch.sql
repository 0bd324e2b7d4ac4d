-- How many of the users of each school and daycare subscribe to lunch.
--
-- grain: property_id, figure
-- adds to: kpi_figure_row
select
    p.property_id,
    p.sector,
    'lunch_percent' as figure,
    round(cast(l.subscriptions * 100 as double) / nullif(p.users, 0), 1)      as value,
    round(cast(l.subscriptions * 100 as double) / nullif(p.users_high, 0), 1) as value_low,
    round(cast(l.subscriptions * 100 as double) / nullif(p.users_low, 0), 1)  as value_high,
    l.period,
    case when p.users_high = 0 then 'zero_denominator' when l.property_id is null then 'missing' else 'partial' end as reason
from kpi_property as p
left join core_lunch as l on l.property_id = p.property_id
where p.sector in ('school', 'daycare')
