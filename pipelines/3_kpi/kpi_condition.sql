-- Condition mark and backlog of each property: the marks of its buildings weighted by area, 1 best to 5 worst.
--
-- grain: property_id
-- Bounds: a building without a mark may have any (1 to 5); a stale mark may have become worse by the margin. Where the register has no area
-- of a main building nobody knows what it weighs: the mark lies between the best and the worst of the buildings.
with

limits as (
    select
        max(case when t.key = 'condition_stale_margin' then t.value end) as margin,
        max(case when t.key <> 'condition_stale_years' then null
                 when t.value <= 2 then n.years_ago_2 else n.years_ago_5 end) as stale_before
    from given_thresholds as t
    cross join night as n
    where t.rule = 'input'
),

marked as (
    select
        c.property_id,
        c.building_id,
        max(c.mark)                                                           as mark,
        max(case when c.inspected_on < x.stale_before then 1 else 0 end)      as stale,
        max(c.inspected_on)                                                   as inspected_on,
        max(x.margin)                                                         as margin
    from core_condition as c
    cross join limits as x
    where c.property_id is not null and c.mark is not null
    group by c.property_id, c.building_id
),

weighed as (
    -- a mark of the whole property, or of a building without an area, weighs 1
    select m.property_id, coalesce(nullif(b.bda_m2, 0), 1) as weight, m.mark, m.stale, m.margin, m.inspected_on,
        case when b.outbuilding = 0 and b.bda_m2 is null then 1 else 0 end as unweighed
    from marked as m
    left join core_building as b on b.building_id = m.building_id
    union all
    select b.property_id, coalesce(b.bda_m2, 1), null, 0, 0, null, case when b.bda_m2 is null then 1 else 0 end
    from core_building as b
    left join marked as m on m.property_id = b.property_id and (m.building_id = b.building_id or m.building_id is null)
    where b.property_id is not null and b.outbuilding = 0 and coalesce(b.bda_m2, 1) > 0 and m.property_id is null
),

averaged as (
    select
        property_id,
        count(mark)                                                                     as marks,
        max(stale)                                                                      as stale,
        max(inspected_on)                                                               as inspected_on,
        cast(sum(weight * mark) as double) / nullif(sum(case when mark is not null then weight end), 0) as mark,
        case when max(unweighed) = 1 then min(coalesce(mark, 1))
             else cast(sum(weight * coalesce(mark, 1)) as double) / nullif(sum(weight), 0) end as mark_low,
        case when max(unweighed) = 1 then max(worst)
             else cast(sum(weight * worst) as double) / nullif(sum(weight), 0) end      as mark_high
    from (select w.*, coalesce(case when stale = 0 or mark + margin <= 5 then mark + margin * stale else 5 end, 5) as worst from weighed as w) as rated
    group by property_id
)

select
    property_id,
    round(mark, 2)      as condition_mark,
    round(mark_low, 2)  as condition_mark_low,
    round(mark_high, 2) as condition_mark_high,
    stale,
    inspected_on,
    marks
from averaged
where marks > 0
