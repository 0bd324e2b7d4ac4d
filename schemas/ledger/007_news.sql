-- What a delivery brought that the one before it did not, where the contract wants a person to know.

alter table ledger_event add column news integer not null default 0;
