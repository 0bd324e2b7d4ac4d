-- Keys of the municipality's own files that lead nowhere: what their contracts say under `references`, followed by the engine for every feed.
--
-- grain: feed, column_name, value
-- adds to: core_dangling_key
-- What was decided of a property that has since been sold or given back needs no row in the list. The register's own keys are judged by what is
-- in force (core_dangling_register, core_dangling_link).
select
    d.feed,
    d.column_name,
    d.value,
    d.row_count,
    d._file,
    d._line
from raw_dangling as d
left join core_decision as c on d.feed = 'decisions' and d.column_name = 'property_id' and c.property_id = d.value
where substr(d.feed, 1, 4) <> 'bbr_'
  and coalesce(c.took_effect, 0) = 0
