-- The lower bound of a figure is never above its upper bound, and the value lies between them.
--
-- audits: kpi_figure_property
-- severity: error
-- says: the bounds of this figure are not in order
select property_id, figure, value_low, value, value_high
from kpi_figure_property
where value_low > value_high
   or value < value_low - 0.01
   or value > value_high + 0.01
