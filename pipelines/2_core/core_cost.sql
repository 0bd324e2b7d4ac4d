-- What each property cost in each month, by category, in whole øre.
--
-- grain: property_id, period, category
select
    property_id,
    period,
    category,
    sum(amount_ore) as amount_ore,
    1 as allocated,
    sum(posting_count) as posting_count,
    min(_file) as _file,
    min(_line) as _line
from core_cost_share
group by property_id, period, category
