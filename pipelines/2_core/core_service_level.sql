-- The level of each service at each property on the night, and the area that it covers.
--
-- grain: property_id, service
with

ranked as (
    select l.property_id, w.service, l.level, l.visits_per_week, l.hours_year, l.m2_served, l.valid_from, l._file, l._line,
        row_number() over (partition by l.property_id, w.service order by l.valid_from desc, l._file desc, l._line desc) as newest
    from raw_service_level as l
    join core_service_word as w on w.word = l.service
    cross join night as n
    where l.valid_from <= n.as_of
)

select property_id, service, level, visits_per_week, hours_year, m2_served, valid_from, _file, _line
from ranked
where newest = 1
