-- What each place has free for newcomers, after its own users at their most of today, in five and in ten years, and after the reserve of its activity.
--
-- grain: property_id, sector
-- By norm: the area beyond what the users need, at its lower bound, no more than its net area. By hours: the area times what is left of the opening time up
-- to max_use_percent. Places: the capacity that the place states less its users. The reserve (plan.yaml, reserve_percent) stays free: in places, of the
-- capacity, where the place states one, and else in area; not in both, for a school with free places has the area that they need by norm. Premises of others, properties decided to be left and what is being demolished (an open building case) take nobody.
-- Unknown is no room.
with

vacant as (
    select
        c.property_id, c.sector, c.area_m2, a.reserve_percent,
        case when a.norm_m2_per_user is not null then p.vacant_m2_low - coalesce(d.users_most - d.users, 0) * a.norm_m2_per_user
             when a.use_rule = 'room' then c.area_m2 * (s.value - p.present_percent_high * coalesce(g.growth, 1)) * 0.01 end as vacant_m2,
        p.capacity,
        d.users_most,
        '' as part
    from plan_candidate as c
    join kpi_property as p on p.property_id = c.property_id
    join plan_activity as a on a.activity = c.sector
    join plan_setting as s on s.key = 'max_use_percent'
    left join plan_demand as d on d.property_id = c.property_id and coalesce(d.main, 1) = 1
    left join plan_growth as g on g.sector = c.sector and g.locality = c.locality
    left join flag_building_case as b on b.property_id = c.property_id and b.kind <> 'conversion'
    where c.tenure in ('owned', 'self_governing') and c.decided_exit = 0 and c.unjudged = 0 and b.property_id is null and coalesce(p.parts, 1) = 1
    union all
    -- each of several uses has its own room
    select c.property_id, s.sector, s.bda_m2_low, a.reserve_percent,
        s.vacant_m2_low - coalesce(d.users_most - d.users, 0) * a.norm_m2_per_user,
        s.capacity, d.users_most, '.' || s.sector
    from plan_candidate as c
    join kpi_part_space as s on s.property_id = c.property_id and s.parts > 1
    join plan_activity as a on a.activity = s.sector and a.norm_m2_per_user is not null
    left join plan_demand as d on d.property_id = c.property_id and d.sector = s.sector
    left join flag_building_case as b on b.property_id = c.property_id and b.kind <> 'conversion'
    where c.tenure in ('owned', 'self_governing') and c.decided_exit = 0 and c.unjudged = 0 and b.property_id is null
),

reserved as (
    select v.*,
        case when capacity is null then area_m2 * coalesce(reserve_percent, 0) * 0.01 end          as reserve_m2,
        -- whole places, rounded up
        round(round(capacity * coalesce(reserve_percent, 0) * 0.01, 6) + 0.499999, 0)              as reserve_places
    from vacant as v
)

select
    property_id, sector, part, area_m2, capacity, reserve_places, reserve_m2,
    (case when vacant_m2 > area_m2 then area_m2 else vacant_m2 end - coalesce(reserve_m2, 0)) * 100             as free_m2_100,
    -- a capacity below the users, or beside users whom nobody counted, is no place
    case when capacity is not null and coalesce(capacity - reserve_places - users_most, 0) < 1 then 0
         else cast(round(capacity - reserve_places - users_most, 6) as integer) end                as free_places
from reserved
