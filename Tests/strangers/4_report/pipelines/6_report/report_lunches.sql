-- Lunch subscriptions by property, the fewest first.
--
-- grain: position
select
    row_number() over (order by f.value, f.property_id) as position,
    f.property_id,
    p.name,
    l.subscriptions,
    f.value as lunch_percent,
    case when f.value is null then 'Ikke opgjort' else 'Opgjort' end as note_da,
    case when f.value is null then 'Not counted' else 'Counted' end  as note_en
from kpi_figure_property as f
join kpi_property as p on p.property_id = f.property_id
left join core_lunch as l on l.property_id = f.property_id
where f.figure = 'lunch_percent'
