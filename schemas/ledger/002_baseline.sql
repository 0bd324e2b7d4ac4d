-- What a frozen baseline rests on: the night, its edition, and the delivered files that were in force, by their SHA-256.
-- With them the register as it stood can be read again from the archive, and a later correction can be told from a saving.

create table ledger_baseline (
    frozen_on       text primary key,           -- the published night whose figures are the baseline
    edition         text,
    program         text not null,              -- version of the program that froze it
    frozen_at       text not null               -- UTC; for people, never read by a model
) strict;

create table ledger_baseline_file (
    frozen_on       text not null references ledger_baseline (frozen_on),
    feed            text not null,
    name            text not null,
    sha256          text not null,
    delivered_on    text not null,
    rows_in_force   integer not null,
    primary key (frozen_on, sha256)
) strict;
