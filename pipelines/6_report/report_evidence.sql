-- The rows of the delivered files that the inputs of each property's figures rest on.
--
-- grain: property_id, figure, position
-- A figure that is made of others (m² per user) is traced through them: the glossary's formula and given_figure_inputs name them.
select
    e.property_id,
    e.figure,
    row_number() over (partition by e.property_id, e.figure order by e._file, e._line, e._record, e.part, e.key) as position,
    r.feed,
    r.file,
    e._line   as line,
    e._record as record,
    e.part,
    e.key,
    e.value,
    e.unit,
    e.row_count
from kpi_evidence as e
join core_property as p on p.property_id = e.property_id and p.in_use = 1
left join raw_file as r on r._file = e._file
