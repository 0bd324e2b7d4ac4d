-- How the headline's figures came from the edition before to this one: what came in, what went out, and what changed in what stayed.
--
-- grain: position
-- before + came + went + moved = now. Empty before the second edition, and where the edition before kept no conclusions.
with

last_night as (
    select as_of
    from (select max(as_of) as as_of, max(case when figure = 'conclusion' then as_of end) as told_on from history_property) as h
    where as_of = told_on
),

pairs as (
    select figure, property_id, max(value_before) as value_before, max(value_after) as value_after
    from (
        select h.figure, h.property_id, h.value as value_before, null as value_after
        from history_property as h
        join last_night as l on l.as_of = h.as_of
        where h.figure in ('plan_m2', 'plan_saving_dkk', 'candidate_m2', 'saving_dkk')
        union all
        select t.figure, t.property_id, null, t.value
        from report_history_property as t
        join last_night as l on 1 = 1
        where t.figure in ('plan_m2', 'plan_saving_dkk', 'candidate_m2', 'saving_dkk')
    ) as both_nights
    group by figure, property_id
),

counted as (
    select figure, value_before, value_after from pairs
    union all
    select case figure when 'plan_m2' then 'plan_properties' else 'candidates' end,
        case when value_before is not null then 1 end, case when value_after is not null then 1 end
    from pairs
    where figure in ('plan_m2', 'candidate_m2')
),

named as (
    select 1 as position, 'plan_properties' as figure, 'count' as unit union all select 2, 'plan_m2', 'm2' union all select 3, 'plan_saving_dkk', 'dkk'
    union all select 4, 'candidates', 'count' union all select 5, 'candidate_m2', 'm2' union all select 6, 'saving_dkk', 'dkk'
)

select
    n.position, n.figure, n.unit,
    round(coalesce(sum(c.value_before), 0), 2)                                                                         as value_before,
    round(coalesce(sum(case when c.value_before is null then c.value_after end), 0), 2)                                as came,
    round(coalesce(sum(case when c.value_after is null then -c.value_before end), 0), 2)                               as went,
    round(coalesce(sum(case when c.value_before is not null and c.value_after is not null then c.value_after - c.value_before end), 0), 2) as moved,
    round(coalesce(sum(c.value_after), 0), 2)                                                                          as value_after
from named as n
join last_night as l on 1 = 1
left join counted as c on c.figure = n.figure
group by n.position, n.figure, n.unit
