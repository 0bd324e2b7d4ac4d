-- The decisions that are new, or hold otherwise, since the edition before: decided, run out, reopened by the figures, or withdrawn.
--
-- grain: property_id
-- Kept in the history as one number: the verdict (10 keep, 20 investigate, 30 exit, 40 done) plus the state (1 in force, 2 expired, 3 reopened).
with

last_night as (
    select max(as_of) as as_of from history_property where figure = 'conclusion'
),

both_nights as (
    select property_id, max(before_code) as before_code, max(after_code) as after_code
    from (
        select h.property_id, h.value as before_code, null as after_code
        from history_property as h
        join last_night as l on l.as_of = h.as_of
        where h.figure = 'decision'
        union all
        select t.property_id, null, t.value
        from report_history_property as t
        where t.figure = 'decision'
    ) as every
    where (select as_of from last_night) = (select max(as_of) from history_property)
    group by property_id
)

select
    b.property_id, b.before_code, b.after_code,
    case when b.before_code >= 40 then 'done' when b.before_code >= 30 then 'exit' when b.before_code >= 20 then 'investigate' when b.before_code >= 10 then 'keep' end as verdict_before,
    case when b.after_code >= 40 then 'done' when b.after_code >= 30 then 'exit' when b.after_code >= 20 then 'investigate' when b.after_code >= 10 then 'keep' end as verdict_after
from both_nights as b
where b.before_code is distinct from b.after_code
