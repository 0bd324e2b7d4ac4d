-- Keys of the municipality's own files that lead nowhere: what their contracts say under `references`, followed by the engine for every feed.
--
-- grain: feed, column_name, value
-- adds to: core_dangling_key
-- What was decided or done about a property that has since been sold or given back needs no row in the list. The register's own keys are judged
-- by what is in force (core_dangling_register, core_dangling_link).
with

gone as (
    select property_id from core_decision where took_effect = 1
    union
    select property_id from core_action where took_effect = 1 and ended_on is null and kind in ('sell', 'demolish', 'end_lease', 'move')
)

select
    d.feed,
    d.column_name,
    d.value,
    d.row_count,
    d._file,
    d._line
from raw_dangling as d
left join gone as g on d.feed in ('decisions', 'actions', 'action_receivers') and d.column_name = 'property_id' and g.property_id = d.value
where substr(d.feed, 1, 4) <> 'bbr_'
  and g.property_id is null
