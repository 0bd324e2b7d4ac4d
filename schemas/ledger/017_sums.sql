-- What a file's rows of one month come to, by what they are about: a delivery is held against such sums and not against the rows. Kept of
-- feeds without keys whose files replace whole months; gone with the rows. Where the counts are not those in force, the rows are asked.

create table ledger_sum (
    file            integer not null references ledger_file (file),
    period          text not null,
    shape           text not null,              -- the columns that were summed; sums of another shape are none
    row_count       integer not null,
    totals          text not null,              -- of each measure, without signs
    sums            blob not null,              -- hash of what rows are about and its sums, eight bytes each, in the order of the hashes
    primary key (file, period)
) strict;

-- Rows that a delivery took out of force and brought again to the byte: what it adds and what it replaces is the rest.
alter table ledger_file add column rows_same integer not null default 0;
alter table ledger_refusal add column rows_same integer not null default 0;

-- What a held delivery speaks of, where its feed's files replace each other by columns: hashes of their values. A newer file that speaks of all
-- of it has come in its place.
create table ledger_held (
    file            integer primary key references ledger_file (file),
    places          blob not null
) strict;
