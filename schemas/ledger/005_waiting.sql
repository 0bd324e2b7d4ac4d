-- What lies in inbound/ and was not taken, nor refused: half-written files, and deltas whose predecessor has not come.

create table ledger_waiting (
    name            text primary key,           -- path in inbound/
    code            text not null,              -- unfinished, changed_while_read, serial_gap
    feed            text,
    detail          text,
    first_seen      text not null,              -- the night that first let it wait for this reason
    run             integer not null
) strict;
