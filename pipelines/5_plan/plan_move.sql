-- Where each user group may go: the nearest places that take its activity and could hold one unit of them, and how much farther that is.
-- Users whom nobody counted cannot be held against a number of places, so they go where none are counted.
--
-- grain: group_key, room_key
-- Distances are plan_way's, rounded up to whole metres. Moves longer than the activity's limit are listed for scenarios that ask for longer ones
-- (within_limit 0).
with

settings as (
    select max(case when key = 'moves_per_group' then value end) as most
    from plan_setting
),

pairs as (
    select
        u.group_key, r.room_key, u.activity, u.property_id as from_property_id, r.property_id as to_property_id, a.limit_m, x.most, w.way_m
    from plan_user as u
    join plan_activity as a on a.activity = u.activity
    join plan_way as w on w.from_property_id = u.property_id and w.activity = u.activity
    join plan_place as r on r.property_id = w.to_property_id and r.activity = u.activity
    cross join settings as x
    where r.free_m2_100 >= u.space_low_m2_100 * u.unit_users
      and (r.free_places is null or (u.counted = 1 and r.free_places >= u.unit_users))
),

ranked as (
    select p.*, row_number() over (partition by group_key order by way_m, room_key) as rank
    from pairs as p
)

select
    group_key,
    room_key,
    activity,
    from_property_id,
    to_property_id,
    cast(way_m as integer) + case when way_m > cast(way_m as integer) then 1 else 0 end as extra_m,
    case when cast(way_m as integer) + case when way_m > cast(way_m as integer) then 1 else 0 end <= limit_m then 1 else 0 end as within_limit
from ranked
where rank <= most
