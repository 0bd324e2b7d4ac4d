-- Records of municipalities that the settings do not name: counted, and not kept.

alter table ledger_file add column rows_not_ours integer not null default 0;
alter table ledger_refusal add column rows_not_ours integer not null default 0;
