-- What each property cost in each month, by category, in whole øre.
--
-- grain: property_id, period, category
-- large: yes
-- rebuild: property_id
-- _file and _line are those of the first posting.
with

shares as (
    select
        property_id, period, category, amount_ore, posting_count, _file, _line,
        row_number() over (partition by property_id, period, category order by _file, _line) as posting_rank
    from core_cost_share
)

select
    property_id,
    period,
    category,
    sum(amount_ore) as amount_ore,
    1 as allocated,
    sum(posting_count) as posting_count,
    min(_file) as _file,
    max(case when posting_rank = 1 then _line end) as _line
from shares
group by property_id, period, category
