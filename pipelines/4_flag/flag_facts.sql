-- Whether each feed has brought anything new since the edition before: a file with new records, or rows that left force.
--
-- grain: feed
-- files counts the files that ever brought something new; both counts are kept in the history. Where the edition before kept none, a
-- delivery dated after it is new. new_facts is empty where there is no edition before.
with

last_night as (
    select max(as_of) as as_of from history_total
),

brought as (
    select feed, sum(case when records_read > rows_unchanged then 1 else 0 end) as files, max(delivered_on) as newest_on
    from raw_file
    where state in ('loaded', 'superseded')
    group by feed
),

known as (
    select h.figure, h.value
    from history_total as h
    join last_night as l on l.as_of = h.as_of
)

select
    f.feed,
    coalesce(b.files, 0)                    as files,
    coalesce(f.rows_in_force, 0)            as rows_in_force,
    w.value                                 as files_before,
    r.value                                 as rows_before,
    case when l.as_of is null then null
         when w.value is null then case when b.newest_on > l.as_of then 1 else 0 end
         when w.value <> coalesce(b.files, 0) or r.value <> coalesce(f.rows_in_force, 0) then 1 else 0 end as new_facts
from raw_feed as f
cross join last_night as l
left join brought as b on b.feed = f.feed
left join known as w on w.figure = 'files:' || f.feed
left join known as r on r.figure = 'rows:' || f.feed
