-- What every rule says of every property, after the guards.
--
-- grain: property_id, rule
-- A guarded flag keeps its numbers and is shown as guarded; it never counts. Where the users are not known nobody knows whether the law's
-- floor (G1) guards: a flag that it would hold back is open, not firm. state: firm, open, guarded, data_gap or none.
with

guarded as (
    -- the strongest guard is the last one: what must be kept and what is listed says more than what is small, what is under way more than all
    select g.property_id, s.rule, max(g.guard) as guard
    from flag_guard as g
    join given_guards as s on s.guard = g.guard
    group by g.property_id, s.rule
),

doubtful as (
    select p.property_id, s.rule
    from kpi_property as p
    join given_norms as m on m.sector = p.sector and m.legal_key is not null
    join given_guards as s on s.guard = 'G1'
    where p.m2_per_user_low is null and coalesce(p.users_high, 1) > 0
)

select
    r.property_id,
    r.rule,
    d.ordinal,
    d.flag,
    d.signal,
    case when r.state in ('firm', 'open') and g.guard is not null then 'guarded'
         when r.state = 'firm' and u.rule is not null then 'open' else r.state end as state,
    r.state                                                              as unguarded_state,
    case when r.state in ('firm', 'open') then g.guard end               as guard,
    c.code                                                               as guard_code,
    r.value_low,
    r.value_high,
    r.threshold,
    r.periods,
    f.unit
from flag_rule as r
join given_rules as d on d.rule = r.rule
left join guarded as g on g.property_id = r.property_id and g.rule = r.rule
left join doubtful as u on u.property_id = r.property_id and u.rule = r.rule
left join given_guards as c on c.guard = g.guard and c.rule = r.rule and r.state in ('firm', 'open')
left join given_figures as f on f.figure = d.figure
