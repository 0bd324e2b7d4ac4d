-- F5: a poor building that is too large, too empty or too little used (F1, F2a or F2b).
--
-- grain: property_id
-- adds to: flag_rule
-- Firm when both halves are firm; none when either half is known not to hold; a gap when either is not known.
with

limits as (
    select max(value) as poor_mark
    from given_thresholds
    where rule = 'F5' and key = 'poor_mark'
),

needs as (
    select property_id, state from flag_area_over_norm
    union all
    select property_id, state from flag_low_attendance
    union all
    select property_id, state from flag_low_room_use
),

need as (
    select property_id,
        case when max(case when state = 'firm' then 1 else 0 end) = 1 then 'firm'
             when max(case when state = 'open' then 1 else 0 end) = 1 then 'open'
             when max(case when state = 'none' then 1 else 0 end) = 1 then 'none'
             else 'data_gap' end as low_need
    from needs
    group by property_id
)

select
    p.property_id,
    'F5' as rule,
    case when n.low_need = 'none' or p.condition_mark_high < x.poor_mark then 'none'
         when p.condition_mark_low is null or n.low_need = 'data_gap' then 'data_gap'
         when p.condition_mark_low >= x.poor_mark and n.low_need = 'firm' then 'firm'
         else 'open' end  as state,
    p.condition_mark_low  as value_low,
    p.condition_mark_high as value_high,
    x.poor_mark           as threshold,
    1                     as periods,
    (x.poor_mark - p.condition_mark_high) * 10 as change,
    case when p.condition_mark is null or p.condition_mark_low <> p.condition_mark_high then 'condition.mark' else 'headcount.users' end as datum,
    cast(null as varchar) as use_sector
from need as n
join kpi_property as p on p.property_id = n.property_id
cross join limits as x
