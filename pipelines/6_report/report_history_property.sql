-- What this night keeps of every property for the nights to come: its figures, its class and conclusion as the numbers of the words, and
-- what it adds to the totals of candidates and plan.
--
-- grain: property_id, figure
select property_id, figure, value
from kpi_figure_property
where value is not null
union all
select f.property_id, 'outcome_class', w.position
from flag_property as f
join given_words as w on w.kind = 'class' and w.term = f.outcome_class
union all
select c.property_id, 'conclusion', w.position
from report_conclusion as c
join given_words as w on w.kind = 'conclusion' and w.term = c.conclusion
union all
select property_id, 'decision',
    case verdict when 'keep' then 10 when 'investigate' then 20 when 'exit' then 30 else 40 end + case state when 'in_force' then 1 when 'expired' then 2 else 3 end
from flag_decision
union all
select property_id, 'candidate_m2', coalesce(candidate_m2, 0) from report_conclusion where candidate is not null
union all
select property_id, 'saving_dkk', round(coalesce(saving_ore_low, 0) * 0.01, 2) from report_conclusion where candidate is not null
union all
select property_id, 'plan_m2', plan_m2 from report_conclusion where in_plan = 1
union all
select property_id, 'plan_saving_dkk', round(plan_saving_ore * 0.01, 2) from report_conclusion where in_plan = 1
