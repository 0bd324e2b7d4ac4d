-- Every property with net area: what goes when it is left, and what forbids it.
--
-- grain: property_id
-- Saving and backlog are lower bounds; a cost or backlog that nobody delivered saves nothing (cost_known, backlog_known).
-- A property whose users' activity nobody names (no sector, or one without a distance in plan.yaml) is not judged, and so not left.
-- headcount: the people counted in it, of its own kind or, where there are none of these, of any.
-- A lease can be left on its cheapest way out where its terms are delivered, else on its end; one without a known end runs for ever, and of several the last counts. A decision to keep holds; a decision to leave forces nothing, since users need a place first.
with

settings as (
    select
        max(case when key = 'one_off_dkk_per_m2' then value end)        as one_off_dkk,
        max(case when key = 'one_off_leased_dkk_per_m2' then value end) as one_off_leased_dkk,
        max(case when key = 'proceeds_dkk_per_m2' then value end)       as proceeds_dkk,
        max(case when key = 'self_governing_may_leave' then value end)  as self_governing_may_leave
    from plan_setting
),

guards as (
    select g.property_id, max(case when s.value = 1 then 1 else 0 end) as guarded
    from flag_guard as g
    join plan_setting as s on s.key = 'guard_' || g.guard
    group by g.property_id
),

leases as (
    select l.property_id, max(case when e.exit_on is not null and (e.terms_known = 1 or e.way = 'given_up') then coalesce(e.sublet_until, e.exit_on)
            else coalesce(l.ends_on, '9999-12-31') end) as ends_on
    from core_lease as l
    left join kpi_lease_exit as e on e.lease_id = l.lease_id
    where l.running = 1
    group by l.property_id
),

-- what is in a property with several uses, and whether each of them has an activity
parts as (
    select s.property_id,
        sum(case when s.users > cast(s.users as integer) then cast(s.users as integer) + 1 else cast(coalesce(s.users, 0) as integer) end) as headcount,
        max(case when a.activity is null then 1 else 0 end) as unjudged
    from kpi_part_space as s
    left join plan_activity as a on a.activity = s.sector
    where s.parts > 1
    group by s.property_id
)

select
    p.property_id, p.name, p.locality, p.sector, p.tenure,
    cast(round(p.net_area_m2, 0) as integer)                                   as area_m2,

    -- money, in whole øre
    cast(round(coalesce(p.cost_ore_low, 0), 0) as integer)                     as saving_ore,
    cast(round(p.net_area_m2 * 100 * case when p.tenure = 'leased_in' then x.one_off_leased_dkk else x.one_off_dkk end, 0) as integer) as one_off_ore,
    case when p.tenure = 'owned' then cast(round(p.net_area_m2 * 100 * x.proceeds_dkk, 0) as integer) else 0 end as proceeds_ore,
    case when p.tenure = 'leased_in' then 0 else cast(round(coalesce(p.backlog_ore_low, 0), 0) as integer) end as backlog_ore,
    case when p.cost_ore_low is null then 0 else 1 end                         as cost_known,
    case when p.backlog_ore_low is null then 0 else 1 end                          as backlog_known,

    -- what forbids it
    case when p.must_keep = 1 then 1 when p.tenure = 'self_governing' and x.self_governing_may_leave = 0 then 1 else 0 end as must_keep,
    p.listed,
    coalesce(g.guarded, 0)                                                     as guarded,
    case when q.unjudged = 1 or a.activity is null then 1 else 0 end            as unjudged,
    case when q.headcount > 0 then q.headcount
         when coalesce(p.users, 0) > 0 then cast(p.users as integer) + case when p.users > cast(p.users as integer) then 1 else 0 end
         when coalesce(p.any_users, 0) > 0 then cast(p.any_users as integer) + case when p.any_users > cast(p.any_users as integer) then 1 else 0 end
         else 0 end                                                            as headcount,
    case when d.verdict = 'keep' then 1 else 0 end                             as decided_keep,
    case when d.verdict = 'exit' then 1 else 0 end                             as decided_exit,
    case when p.tenure = 'leased_in' then coalesce(l.ends_on, '9999-12-31') end as exit_from,

    -- where it is
    cast(round(p.easting_m, 0) as integer)                                     as easting_m,
    cast(round(p.northing_m, 0) as integer)                                    as northing_m
from kpi_property as p
cross join settings as x
left join guards as g on g.property_id = p.property_id
left join leases as l on l.property_id = p.property_id
left join plan_activity as a on a.activity = p.sector
left join parts as q on q.property_id = p.property_id
left join flag_decision as d on d.property_id = p.property_id and d.state = 'in_force'
where p.tenure in ('owned', 'leased_in', 'self_governing') and round(p.net_area_m2, 0) > 0
