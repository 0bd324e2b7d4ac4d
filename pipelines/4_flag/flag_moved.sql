-- Every figure of a property that differs from the edition before, and what moved it; the whole change has one cause.
--
-- grain: property_id, figure
-- Area, and heat per m² with it: the register's or list's own correction, unless the property is new, has left or is leased. Users and
-- use: real when a newer period has arrived, late when the same period says something else. A figure whose deliveries brought nothing new
-- moved with the calendar (window: the twelve months, the year, an age limit) or, in the same month, with a threshold or the configuration.
with

last_night as (
    select max(as_of) as as_of from history_property
),

pairs as (
    -- not a full join: SQLite would go through all of tonight for each row of the night before
    select property_id, figure, cast(max(value_before) as double) as value_before, cast(max(value_after) as double) as value_after
    from (
        select h.property_id, h.figure, h.value as value_before, null as value_after
        from history_property as h
        join last_night as l on l.as_of = h.as_of
        where h.figure in ('area_m2', 'users', 'cost_dkk', 'energy_kwh_per_m2', 'condition_mark', 'present_percent')
        union all
        select t.property_id, t.figure, null, t.value
        from kpi_figure_property as t
        where t.figure in ('area_m2', 'users', 'cost_dkk', 'energy_kwh_per_m2', 'condition_mark', 'present_percent') and t.value is not null
          and exists (select 1 from last_night where as_of is not null)
    ) as both_nights
    group by property_id, figure
),

brought as (
    select g.figure, max(f.new_facts) as new_facts
    from given_figure_feeds as g
    join flag_facts as f on f.feed = g.feed
    group by g.figure
),

moved as (
    select p.*, max(case when p.figure = 'area_m2' then 1 else 0 end) over (partition by p.property_id) as area_moved, b.new_facts,
        (select count(*) from given_thresholds as g
         join history_total as h on h.figure = 'threshold:' || g.rule || '.' || g.key
         join last_night as l on l.as_of = h.as_of
         where h.value <> g.value)            as thresholds_moved,
        (select max(l.as_of) from last_night as l) as night_before
    from pairs as p
    left join brought as b on b.figure = p.figure
    where abs(coalesce(p.value_after, 0) - coalesce(p.value_before, 0)) > 0.005 or (p.value_after is null) <> (p.value_before is null)
)

select
    c.property_id, c.figure, c.value_before, c.value_after,
    coalesce(c.value_after, 0) - coalesce(c.value_before, 0) as change,
    case when k.property_id is null or d.took_effect = 1 then 'real'
         when c.area_moved = 1 and k.area_source <> 'lease' and c.figure in ('area_m2', 'energy_kwh_per_m2') then 'register'
         -- the mark is weighted by area: without a new inspection it moves because the area did
         when c.area_moved = 1 and k.area_source <> 'lease' and c.figure = 'condition_mark' and coalesce(m.inspected_on, '') <= c.night_before then 'register'
         when c.new_facts = 0 and substr(c.night_before, 1, 7) < substr(n.as_of, 1, 7) then 'window'
         when c.new_facts = 0 and c.thresholds_moved > 0 then 'rule'
         when c.new_facts = 0 then 'configuration'
         when c.figure = 'users' and k.users_period <= substr(c.night_before, 1, 7) then 'late'
         when c.figure = 'present_percent' and k.use_period < substr(c.night_before, 1, 7) then 'late'
         else 'real' end as cause
from moved as c
cross join night as n
left join kpi_property as k on k.property_id = c.property_id
left join kpi_condition as m on m.property_id = c.property_id
left join core_decision as d on d.property_id = c.property_id
