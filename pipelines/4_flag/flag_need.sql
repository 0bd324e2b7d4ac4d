-- Whether each property is needed, and in what condition it is: the two sides of the table that gives the outcome class.
--
-- grain: property_id
-- Only firm flags say not needed or underused. Open ones say that the figures point two ways. Where none of F1, F2a and F2b that
-- apply could be judged the need is unknown; a sector that none of them applies to is needed when F9 sees users. An open building case (G6)
-- comes before what the figures say: they are of a house that is being changed.
with

limits as (
    select max(value) as poor_mark
    from given_thresholds
    where rule = 'F5' and key = 'poor_mark'
),

said as (
    select
        property_id,
        max(case when state = 'firm' and r.signal = 'not_needed' then 1 else 0 end)                         as not_needed,
        max(case when state = 'firm' and r.signal = 'underused' then 1 else 0 end)                          as underused,
        max(case when state = 'open' and r.signal = 'not_needed' then 1 else 0 end)                         as open_not_needed,
        max(case when state = 'open' and r.signal = 'underused' then 1 else 0 end)                          as open_underused,
        max(case when d.settles = 'need' then 1 else 0 end)                                               as measurable,
        max(case when d.settles = 'need' and state in ('none', 'guarded') then 1 else 0 end)              as measured,
        max(case when d.settles = 'users' and state in ('none', 'guarded') then 1 else 0 end)             as in_use
    from flag_result as r
    join given_rules as d on d.rule = r.rule
    group by property_id
)

select
    p.property_id,
    case when p.tenure = 'leased_out' then 'let'
         when p.tenure = 'unclear' then 'unclear'
         when c.property_id is not null then c.kind
         when p.must_keep = 1 or p.listed = 1 then 'protected'
         when s.not_needed = 1 then 'not_needed'
         when s.underused = 1 then 'underused'
         when s.open_not_needed = 1 or s.open_underused = 1 then 'open'
         when s.measured = 1 then 'needed'
         when s.measurable = 0 and s.in_use = 1 then 'needed'
         else 'unknown' end as need,
    case when p.condition_mark_low >= x.poor_mark then 'poor'
         when p.condition_mark_high < x.poor_mark then 'good'
         else 'unknown' end as condition,
    -- what the open flags could still turn it into
    case when p.must_keep = 1 or p.listed = 1 or c.property_id is not null or p.tenure in ('leased_out', 'unclear') then 0
         when s.open_not_needed = 1 then 1
         when s.open_underused = 1 and p.condition_mark_low >= x.poor_mark then 1
         else 0 end         as may_be_exit,
    case when s.open_not_needed = 1 or s.open_underused = 1 then 1 else 0 end as has_open_need
from kpi_property as p
cross join limits as x
left join said as s on s.property_id = p.property_id
left join flag_building_case as c on c.property_id = p.property_id
