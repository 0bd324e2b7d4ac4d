-- Each time that the bytes of a loaded file came: an old file that is sent again as a correction is in force again from that day on, and
-- a past night is made from what had come by then.

create table ledger_arrival (
    file            integer not null references ledger_file (file),
    arrival         text not null,              -- the order of the feed's files, as in ledger_file
    name            text not null,              -- the name it had this time
    claimed_on      text not null,              -- the night that took it this time
    delivered_on    text not null,
    run             integer not null,
    primary key (file, arrival)
) strict;

insert into ledger_arrival select file, arrival, name, claimed_on, delivered_on, run from ledger_file where state = 'loaded';
