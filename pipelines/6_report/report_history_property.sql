-- What this night keeps of every property for the nights to come: its figures, and its class as the number of the class.
--
-- grain: property_id, figure
select property_id, figure, value
from kpi_figure_property
where value is not null
union all
select f.property_id, 'outcome_class', w.position
from flag_property as f
join given_words as w on w.kind = 'class' and w.term = f.outcome_class
