-- What a table holds, as its readers see it: a table built again with the content it had leaves them as they are.
alter table ledger_table add column content text;  -- sum of the rows' hashes, row count, shape; null when nobody summed it
