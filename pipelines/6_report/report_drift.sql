-- What changed in the form of the deliveries: new, missing and renamed columns, new codes.
--
-- grain: feed, file, code, column_name
select feed, file, code, column_name, min(detail) as detail, sum(count) as count
from raw_event
group by feed, file, code, column_name
