-- The ledger: what ran, what came in, what was set aside, what every table rests on.
-- It lives in the warehouse's own file, because SQLite in WAL mode does not commit attached databases atomically.

create table ledger_run (
    run             integer primary key,
    as_of           text not null,              -- the night's date, the only date a model sees
    command         text not null,
    program         text not null,              -- version of the program
    started_at      text not null,              -- UTC; for people, never read by a model
    ended_at        text,
    outcome         text not null default 'running',   -- running, published, unchanged, attention, stopped, failed
    exit_code       integer,
    edition         text
) strict;

create table ledger_step (
    run             integer not null references ledger_run (run),
    step            integer not null,
    stage           text not null,
    name            text not null,
    reason          text not null,
    outcome         text not null,              -- done, same, refused, failed, held_back
    row_count       integer,
    detail          text,
    started_at      text not null,
    ended_at        text not null,
    primary key (run, step)
) strict;

create table ledger_file (
    file            integer primary key,        -- `_file` of the raw tables
    sha256          text not null unique,
    name            text not null,
    feed            text,
    byte_count      integer not null,
    claimed_on      text not null,              -- the night that took the file
    delivered_on    text not null,              -- by the file's name, else the night that took it
    arrival         text not null,              -- the order of the feed's files: delivered_on, serial, time, name
    state           text not null,              -- loaded, refused
    reader          text,
    records_read    integer not null default 0,
    rows_loaded     integer not null default 0,
    rows_rejected   integer not null default 0,
    rows_duplicate  integer not null default 0,
    rows_in_force   integer not null default 0,
    fault_code      text,
    fault_line      integer,
    fault_column    integer,
    fault_byte      integer,
    fault_da        text,
    fault_en        text,
    contract        text,                       -- fingerprint of feed and contract that judged it
    run             integer not null
) strict;

create index ledger_file_feed on ledger_file (feed, arrival);

create table ledger_reject (
    reject          integer primary key,
    run             integer not null,
    file            integer not null references ledger_file (file),
    line            integer not null,
    column_number   integer,
    byte            integer not null,
    record          integer not null,
    column_name     text,
    code            text not null,
    value           text,
    sentence_da     text not null,
    sentence_en     text not null,
    raw             text not null,
    contract        text not null,
    state           text not null default 'open',      -- open, superseded, waived
    waived_by       text,
    waived_why      text
) strict;

create index ledger_reject_file on ledger_reject (file, record);

create table ledger_event (
    file            integer not null references ledger_file (file),
    code            text not null,
    column_name     text,
    detail          text,
    occurrences     integer not null
) strict;

create index ledger_event_file on ledger_event (file);

create table ledger_table (
    name            text primary key,
    stage           text not null,
    version         text not null,              -- fingerprint of what the table was made from
    row_count       integer not null,
    built_by        integer not null,
    stale           text                        -- why it no longer fits what it reads; null when it does
) strict;

create table ledger_audit (
    run             integer not null,
    audit           text not null,
    table_name      text not null,
    severity        text not null,
    says            text not null,
    row_count       integer not null,
    sample          text not null               -- the first offending rows
) strict;

create table ledger_edition (
    name            text primary key,
    as_of           text not null,
    content         text not null,              -- fingerprint of every table and template in it
    corrects        text,
    run             integer not null
) strict;

create table ledger_history_total (
    as_of           text not null,
    figure          text not null,
    value           real,
    primary key (as_of, figure)
) strict;

create table ledger_history_property (
    as_of           text not null,
    property_id     text not null,
    figure          text not null,
    value           real,
    primary key (as_of, property_id, figure)
) strict;

create table ledger_baseline_total (
    frozen_on       text not null,
    as_of           text not null,
    figure          text not null,
    value           real,
    primary key (frozen_on, figure)
) strict;

create table ledger_baseline_property (
    frozen_on       text not null,
    as_of           text not null,
    property_id     text not null,
    figure          text not null,
    value           real,
    primary key (frozen_on, property_id, figure)
) strict;
