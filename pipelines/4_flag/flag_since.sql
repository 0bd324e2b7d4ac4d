-- The first night of the unbroken run of editions in which each property had the class it has tonight.
--
-- grain: property_id
with

classes as (
    select term as outcome_class, position as class_number
    from given_words
    where kind = 'class'
),

tonight as (
    select f.property_id, c.class_number
    from flag_property as f
    join classes as c on c.outcome_class = f.outcome_class
),

last_other as (
    select t.property_id, max(h.as_of) as as_of
    from tonight as t
    join history_property as h on h.property_id = t.property_id and h.figure = 'outcome_class' and h.value <> t.class_number
    group by t.property_id
)

select t.property_id, coalesce(min(h.as_of), max(n.as_of)) as since_on
from tonight as t
cross join night as n
left join last_other as o on o.property_id = t.property_id
left join history_property as h
       on h.property_id = t.property_id and h.figure = 'outcome_class' and h.value = t.class_number
      and (o.as_of is null or h.as_of > o.as_of)
group by t.property_id
