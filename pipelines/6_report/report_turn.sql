-- The properties that came into the plan or left it, and those that became or ceased to be candidates, since the edition before.
--
-- grain: kind, property_id
-- Nothing is told where the edition before kept no conclusions. A decision that changed is the cause of its property's turn; else what
-- moved the class; else what moved the property's own figures, for the plan only beyond the materiality limit and not by the calendar: else it
-- took the property or let it go for the sake of others (plan).
with

last_night as (
    select max(as_of) as as_of from history_property where figure = 'conclusion'
),

both_nights as (
    select kind, property_id, max(before_m2) as before_m2, max(after_m2) as after_m2
    from (
        select case h.figure when 'plan_m2' then 'plan' else 'candidate' end as kind, h.property_id, h.value as before_m2, null as after_m2
        from history_property as h
        join last_night as l on l.as_of = h.as_of and l.as_of = (select max(as_of) from history_property)
        where h.figure in ('plan_m2', 'candidate_m2')
        union all
        select 'plan', c.property_id, null, c.plan_m2
        from report_conclusion as c
        where c.in_plan = 1
        union all
        select 'candidate', c.property_id, null, coalesce(c.candidate_m2, 0)
        from report_conclusion as c
        where c.candidate is not null
    ) as every
    where (select as_of from last_night) = (select max(as_of) from history_property)
    group by kind, property_id
),

causes as (
    select property_id,
        max(case when figure = 'outcome_class' then cause end) as class_cause,
        min(case when figure <> 'outcome_class' then case cause when 'real' then 1 when 'register' then 2 when 'late' then 3 when 'window' then 4 when 'rule' then 5 else 6 end end) as strength,
        min(case when figure <> 'outcome_class' and coalesce(abs(change) * 100 >= x.material_percent * abs(value_before), 1)
                 then case cause when 'real' then 1 when 'register' then 2 when 'late' then 3 when 'rule' then 5 end end) as material_strength
    from flag_change
    cross join (select max(value) as material_percent from given_thresholds where rule = 'change' and key = 'material_percent') as x
    group by property_id
)

select
    b.kind, b.property_id, b.before_m2, b.after_m2,
    case when b.before_m2 is null then 'in' else 'out' end as direction,
    case when d.property_id is not null then 'decision'
         when f.property_id is null then 'real'
         when b.kind = 'candidate' and c.class_cause is not null then c.class_cause
         when b.kind = 'plan' and c.class_cause is null and c.material_strength is null then 'plan'
         else case case b.kind when 'plan' then c.material_strength else c.strength end when 1 then 'real' when 2 then 'register' when 3 then 'late' when 4 then 'window' when 5 then 'rule' when 6 then 'configuration'
                  else coalesce(c.class_cause, 'plan') end end as cause
from both_nights as b
left join flag_property as f on f.property_id = b.property_id
left join report_decision_turn as d on d.property_id = b.property_id
left join causes as c on c.property_id = b.property_id
where (b.before_m2 is null) <> (b.after_m2 is null)
