-- Feeds that number their deliveries: a delta is worth nothing without the one numbered before it.

alter table ledger_file add column serial integer;                        -- null where the feed has no numbers
alter table ledger_file add column kind text not null default 'full';     -- full, delta
