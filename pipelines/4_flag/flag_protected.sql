-- The properties that a decision protects from being left (protection.csv), each with its reason: a line of its own, or its locality's.
--
-- grain: property_id
-- A line that has run out on the night's date protects nothing. Of several the property's own says most, then the one that holds longest.
-- It is a guard of the plan (G7): flags, figures and classes say what they say without it.
with

named as (
    select
        p.property_id, t.reason, t.decided_by, t.until_on,
        case when t.property_id is not null then 'property' else 'locality' end as scope,
        row_number() over (
            partition by p.property_id
            order by case when t.property_id is not null then 1 else 2 end, coalesce(t.until_on, '9999-12-31') desc, t.reason, t.decided_by) as line_rank
    from given_protection as t
    cross join night as n
    join kpi_property as p on p.property_id = t.property_id or (t.property_id is null and p.locality = t.locality)
    where coalesce(t.until_on, '9999-12-31') >= n.as_of
)

select
    d.property_id, d.scope, d.reason, d.decided_by, d.until_on,
    replace(replace(replace(s.name_da, '{reason}', d.reason), '{by}', d.decided_by),
        '{date}', coalesce(substr(d.until_on, 9, 2) || '.' || substr(d.until_on, 6, 2) || '.' || substr(d.until_on, 1, 4), '')) as text_da,
    replace(replace(replace(s.name_en, '{reason}', d.reason), '{by}', d.decided_by), '{date}', coalesce(d.until_on, ''))        as text_en
from named as d
left join given_sentences as s on s.topic = 'protection' and s.code = d.scope || case when d.until_on is null then '.open' else '.until' end
where d.line_rank = 1
