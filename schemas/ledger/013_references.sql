-- What the references of a feed were followed in: they are followed again where a table of them changed.
create table ledger_reference (
    feed            text primary key,
    version         text not null
) strict;
