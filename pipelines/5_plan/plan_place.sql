-- The room that newcomers can have in each property, in hundredths of a m², for each activity that it can take.
--
-- grain: room_key, activity
-- By norm: the area beyond what today's users need, at its lower bound. By hours: the area times what is left of the opening time up to
-- max_use_percent. Unknown is no room. Premises of others and properties decided to be left take nobody.
with

settings as (
    select max(case when key = 'max_use_percent' then value end) as max_use_percent
    from plan_setting
),

vacant as (
    select
        c.property_id,
        case when a.norm_m2_per_user is not null then p.vacant_m2_low * 100
             when a.use_rule = 'room' then c.area_m2 * (x.max_use_percent - p.present_percent_high) end as free_m2_100,
        c.sector, c.area_m2
    from plan_candidate as c
    join kpi_property as p on p.property_id = c.property_id
    join plan_activity as a on a.activity = c.sector
    cross join settings as x
    where c.tenure in ('owned', 'self_governing') and c.decided_exit = 0
)

select
    v.property_id || '.room'           as room_key,
    v.property_id,
    t.activity,
    -- a property disputed in area is not roomier than its net area
    case when v.free_m2_100 > v.area_m2 * 100 then v.area_m2 * 100 else cast(v.free_m2_100 as integer) end as free_m2_100
from vacant as v
join given_plan_takes as t on t.place_sector = v.sector
join plan_activity as a on a.activity = t.activity
where v.free_m2_100 >= 1
