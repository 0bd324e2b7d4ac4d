-- The properties on whose buildings an open case of demolition, conversion or extension is under way (guard G6), with the case that says most.
--
-- grain: property_id
-- Demolition says more than demolition in part, and that more than conversion; of equal cases the newest. A shed or garage that is built or goes
-- is no reason to leave its property out, nor is a case that everybody has forgotten (core_case).
with

ranked as (
    select c.property_id, c.kind, c.case_number, c.case_on,
        row_number() over (
            partition by c.property_id
            order by case c.kind when 'demolition' then 1 when 'part_demolition' then 2 else 3 end, c.case_on desc, c.case_id) as case_rank
    from core_building_case as c
    join kpi_property as p on p.property_id = c.property_id
    where c.state = 'open' and c.outbuilding = 0
),

counted as (
    select property_id, count(distinct case_id) as cases
    from core_building_case
    where state = 'open' and outbuilding = 0
    group by property_id
),

worded as (
    select r.property_id, r.kind, r.case_number, r.case_on, n.cases,
        replace(replace(s.name_da, '{number}', coalesce(r.case_number, u.name_da)), '{date}',
            coalesce(substr(r.case_on, 9, 2) || '.' || substr(r.case_on, 6, 2) || '.' || substr(r.case_on, 1, 4), d.name_da)) as case_da,
        replace(replace(s.name_en, '{number}', coalesce(r.case_number, u.name_en)), '{date}', coalesce(r.case_on, d.name_en)) as case_en
    from ranked as r
    join counted as n on n.property_id = r.property_id
    left join given_sentences as s on s.topic = 'building_case' and s.code = r.kind
    left join given_sentences as u on u.topic = 'building_case' and u.code = 'number'
    left join given_sentences as d on d.topic = 'building_case' and d.code = 'date'
    where r.case_rank = 1
)

select
    w.property_id,
    w.kind,
    w.case_number,
    w.case_on,
    w.cases,
    coalesce(replace(replace(o.name_da, '{case}', w.case_da), '{others}', w.cases || ''), w.case_da) as case_da,
    coalesce(replace(replace(o.name_en, '{case}', w.case_en), '{others}', w.cases || ''), w.case_en) as case_en
from worded as w
left join given_sentences as o on o.topic = 'building_case' and o.code = case when w.cases > 1 then 'others' end
