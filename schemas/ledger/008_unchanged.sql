-- Full deliveries repeat most of what is known: such records are counted, and their rows stay as the file left them that first brought them.

alter table ledger_file add column rows_unchanged integer not null default 0;   -- records that said what was in force already
alter table ledger_file add column rows_ended integer not null default 0;       -- records of a delta that took a row out of force
alter table ledger_file add column rows_replaced integer not null default 0;    -- older rows that the file took out of force
alter table ledger_refusal add column rows_unchanged integer not null default 0;
alter table ledger_refusal add column rows_ended integer not null default 0;
alter table ledger_refusal add column rows_replaced integer not null default 0;

-- From what the key of a feed's record hashes is made: the first file of the feed as its table was last made from the start.
create table ledger_record_key (
    feed            text primary key,
    seed            text not null
) strict;
