-- The gate: a delivery that differs too much from what is in force waits for a person's word, in the archive, with the state `held`.

-- What a person said of a delivery: let through, dismissed, or taken out of force again.
create table ledger_decision (
    file            integer not null,
    verdict         text not null,              -- released, discarded, held
    run             integer not null,           -- the first run that saw it
    by_role         text not null,
    why             text not null,
    -- The key's columns come first: SQLite 3.40 looks for NULL in the wrong ones otherwise, and calls a sound table damaged.
    primary key (file, verdict, run)
) strict, without rowid;

-- A record was set aside, and the last good row of its key is in force in its place.
alter table ledger_reject add column kept integer not null default 0;
-- What an event says in Danish; null where its detail is a name or a number.
alter table ledger_event add column detail_da text;
