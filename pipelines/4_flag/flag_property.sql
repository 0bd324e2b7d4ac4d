-- The outcome class of each property and the rule that decided, with its flags.
--
-- grain: property_id
-- state: firm when no open flag could change the class, else open. need_percent is the smallest of what is known of occupancy,
-- presence and the need by norm: the measure behind the picture of need against condition.
with

measures as (
    select property_id, value_low, value_high
    from kpi_figure_property
    where figure in ('occupancy_percent', 'present_percent', 'attendance_percent', 'norm_need_percent') and value_low is not null
),

smallest as (
    select property_id, min(value_low) as need_percent_low, min(coalesce(value_high, value_low)) as need_percent_high
    from measures
    group by property_id
)

select
    p.property_id,
    p.sector,
    p.locality,
    p.authority_code,
    n.need,
    n.condition,
    o.outcome_class,
    o.rule,
    o.name_da as reason_da,
    o.name_en as reason_en,
    case when n.need in ('not_needed', 'protected', 'let', 'demolition', 'part_demolition', 'conversion') then 'firm'
         when n.has_open_need = 1 or n.need in ('unknown', 'unclear') then 'open'
         when n.condition = 'unknown' then 'open'
         else 'firm' end        as state,
    n.may_be_exit,
    coalesce(l.firm_flags, '')  as firm_flags,
    coalesce(l.open_flags, '')  as open_flags,
    coalesce(l.guards, '')      as guards,
    coalesce(l.firm_count, 0)     as firm_count,
    coalesce(l.open_count, 0)     as open_count,
    coalesce(l.guarded_count, 0)  as guarded_count,
    coalesce(l.data_gap_count, 0) as data_gap_count,
    coalesce(l.costly, 0)         as costly,
    case when s.need_percent_low = s.need_percent_high then s.need_percent_low else s.need_percent_high end as need_percent,
    s.need_percent_low,
    s.need_percent_high
from kpi_property as p
join flag_need as n on n.property_id = p.property_id
left join flag_list as l on l.property_id = p.property_id
left join given_outcome as o on o.need = n.need and o.condition = n.condition
left join smallest as s on s.property_id = p.property_id
