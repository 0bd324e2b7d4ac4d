-- Every fault of every row that was set aside, with its place and reason.
--
-- grain: feed, file, line, record, column_name, code
select feed, file, line, record, column_name, code, value, min(sentence_da) as sentence_da, min(sentence_en) as sentence_en
from raw_reject
group by feed, file, line, record, column_name, code, value
