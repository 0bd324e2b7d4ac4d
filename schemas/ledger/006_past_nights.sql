-- What a past night knew and a later one changed, so that its edition can be made again from the archive, byte for byte.

alter table ledger_run add column configuration text;       -- fingerprint of pipelines/ and schemas/ as they were that night
alter table ledger_reject add column waived_run integer;    -- the first run that saw the waiver
alter table ledger_baseline add column after_run integer;   -- the last run that did not see the baseline yet

-- Each configuration once, file by file, so that a difference can be named.
create table ledger_configuration (
    configuration   text not null,
    file            text not null,
    fingerprint     text not null,
    primary key (configuration, file)
) strict, without rowid;

-- Every judgement by which a file was not loaded: it may be loaded by a later run, and its row in ledger_file then says so alone.
create table ledger_refusal (
    file            integer not null,
    sha256          text not null,
    name            text not null,
    feed            text,
    byte_count      integer not null,
    claimed_on      text not null,
    delivered_on    text not null,
    arrival         text not null,
    state           text not null,
    reader          text,
    records_read    integer not null,
    rows_loaded     integer not null,
    rows_rejected   integer not null,
    rows_duplicate  integer not null,
    rows_in_force   integer not null,
    fault_code      text,
    fault_line      integer,
    fault_column    integer,
    fault_byte      integer,
    fault_da        text,
    fault_en        text,
    contract        text,
    run             integer not null,
    serial          integer,
    kind            text not null,
    primary key (file, run)
) strict, without rowid;

insert into ledger_refusal
    select file, sha256, name, feed, byte_count, claimed_on, delivered_on, arrival, state, reader, records_read, rows_loaded, rows_rejected,
           rows_duplicate, rows_in_force, fault_code, fault_line, fault_column, fault_byte, fault_da, fault_en, contract, run, serial, kind
      from ledger_file where state <> 'loaded';

-- The run from which on no row of a loaded file was in force: a night before it needs the file's bytes, a later one does not.
create table ledger_superseded (
    file            integer primary key,
    run             integer not null
) strict;

insert into ledger_superseded
    select file, (select coalesce(max(run), 0) from ledger_run) from ledger_file where state = 'loaded' and rows_in_force = 0;
