-- The rows of one raw table may come by several ways: which one a file came by, where it is not the feed that is named like the table.
alter table ledger_file add column channel text;
alter table ledger_refusal add column channel text;
