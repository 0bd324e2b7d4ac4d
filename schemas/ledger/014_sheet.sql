-- A delivery may be a workbook: which of its sheets was read, or which it was refused for. A reject's line is then the row, its column number the cell's.
alter table ledger_file add column sheet text;
alter table ledger_refusal add column sheet text;
