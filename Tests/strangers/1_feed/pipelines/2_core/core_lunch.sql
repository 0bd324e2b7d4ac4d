-- The newest count of lunch subscriptions of each property.
--
-- grain: property_id
-- adds to: kpi_evidence
with

ranked as (
    select property_id, period, subscriptions, _file, _line, _record,
        row_number() over (partition by property_id order by period desc) as newest
    from raw_lunches
)

select property_id, period, subscriptions, 'lunch_percent' as figure, 'lunch' as part, period as key, subscriptions as value,
    'count' as unit, 1 as row_count, _file, _line, _record
from ranked
where newest = 1
