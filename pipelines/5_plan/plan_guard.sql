-- Why the plan may not leave a property that a guard protects, in words: an open building case with its number and date, a decision with its reason,
-- else the guard's name.
--
-- grain: property_id
-- Only guards that the plan is set to keep (plan.yaml, guard_*); of several the building case, which alone is the property's own, then the decision,
-- then by code.
with

named as (
    select guard, min(name_da) as name_da, min(name_en) as name_en
    from given_guards
    group by guard
),

ranked as (
    select g.property_id, g.guard, n.name_da, n.name_en, c.case_da, c.case_en, t.text_da, t.text_en,
        row_number() over (partition by g.property_id order by case when c.property_id is not null then 0 when t.property_id is not null then 1 else 2 end, g.guard) as guard_rank
    from flag_guard as g
    join plan_setting as s on s.key = 'guard_' || g.guard and s.value = 1
    join plan_candidate as p on p.property_id = g.property_id
    left join named as n on n.guard = g.guard
    left join flag_building_case as c on c.property_id = g.property_id and g.guard = 'G6'
    left join flag_protected as t on t.property_id = g.property_id and g.guard = 'G7'
)

select
    property_id,
    guard,
    coalesce(case_da, text_da, name_da)             as reason_da,
    coalesce(case_en, text_en, name_en)             as reason_en,
    -- 1: it is said of the property, and not of its kind
    case when case_da is not null then 1 else 0 end as own
from ranked
where guard_rank = 1
