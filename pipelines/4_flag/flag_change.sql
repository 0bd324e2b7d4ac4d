-- What changed for each property since the edition before, figures and class, and what caused it.
--
-- grain: property_id, figure
-- A class follows its own figures, the strongest cause of theirs first; when none of them moved, a threshold did (rule), else its
-- sector's figures did, and when nothing moved anywhere, the configuration.
with

last_night as (
    select max(as_of) as as_of from history_property
),

classes as (
    select property_id, max(value_before) as value_before, max(value_after) as value_after
    from (
        select h.property_id, h.value as value_before, null as value_after
        from history_property as h
        join last_night as l on l.as_of = h.as_of
        where h.figure = 'outcome_class'
        union all
        select f.property_id, null, w.position
        from flag_property as f
        join given_words as w on w.kind = 'class' and w.term = f.outcome_class
        where exists (select 1 from last_night where as_of is not null)
    ) as both_nights
    group by property_id
),

strongest as (
    -- real, register, late, window, rule, configuration
    select property_id,
        min(case cause when 'real' then 1 when 'register' then 2 when 'late' then 3 when 'window' then 4 when 'rule' then 5 else 6 end) as strength
    from flag_moved
    group by property_id
),

anywhere as (
    select min(strength) as strength from strongest
)

select property_id, figure, value_before, value_after, change, cause
from flag_moved
union all
select
    c.property_id, 'outcome_class', c.value_before, c.value_after,
    coalesce(c.value_after, 0) - coalesce(c.value_before, 0),
    case when c.value_after is null or c.value_before is null or d.took_effect = 1 then 'real'
         else case coalesce(s.strength, case when t.changed > 0 then 5 end, a.strength, 6)
             when 1 then 'real' when 2 then 'register' when 3 then 'late' when 4 then 'window' when 5 then 'rule' else 'configuration' end end
from classes as c
cross join anywhere as a
cross join (
    select count(*) as changed
    from given_thresholds as g
    join history_total as h on h.figure = 'threshold:' || g.rule || '.' || g.key
    join last_night as l on l.as_of = h.as_of
    where h.value <> g.value
) as t
left join strongest as s on s.property_id = c.property_id
left join core_decision as d on d.property_id = c.property_id
where c.value_before is distinct from c.value_after
