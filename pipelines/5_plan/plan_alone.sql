-- Whether all users of a property would have a place elsewhere if it alone were left and everything else stayed as it is.
--
-- grain: property_id
-- Within the activity's distance, in whole units (classes), at the upper end of the space they need and within the places that are counted. fits: 1 they all have a place, 0 they
-- have not, empty where it cannot be said: nobody knows what its users do, or units of two sizes fit by one reckoning and not by the other.
-- places is the most users that could have one. A property known to be without users needs none.
with

needs as (
    select
        property_id, activity, count(*) as groups_, sum(users) as users, max(unit_users) as larger, min(unit_users) as smaller,
        max(space_high_m2_100)                                                      as space_m2_100,
        sum(cast(cast(users as double) / nullif(unit_users, 0) as integer))         as units
    from plan_user
    group by property_id, activity
),

ways as (
    select m.from_property_id as property_id, m.activity, m.room_key, count(*) as groups_,
        -- a room that two uses of one property could both take is promised to neither
        count(*) over (partition by m.from_property_id, m.room_key) as activities
    from plan_move as m
    where m.within_limit = 1
    group by m.from_property_id, m.activity, m.room_key
),

-- how many units of the larger and of the smaller size each room holds, by space and by places
rooms as (
    select w.property_id, w.activity, w.groups_, w.activities,
        case when r.free_places is null or r.free_places * n.space_m2_100 > r.free_m2_100 then r.free_m2_100 else r.free_places * n.space_m2_100 end as room_m2_100
    from ways as w
    join needs as n on n.property_id = w.property_id and n.activity = w.activity
    join plan_place as r on r.room_key = w.room_key and r.activity = w.activity
),

held as (
    select
        n.property_id, n.activity, n.users, n.units, n.larger,
        sum(case when w.groups_ = n.groups_ and w.activities = 1
                 then cast(cast(w.room_m2_100 as double) / nullif(n.larger * n.space_m2_100, 0) as integer) else 0 end)    as sure_units,
        sum(coalesce(cast(cast(w.room_m2_100 as double) / nullif(n.smaller * n.space_m2_100, 0) as integer), 0))           as possible_units
    from needs as n
    left join rooms as w on w.property_id = n.property_id and w.activity = n.activity
    group by n.property_id, n.activity, n.users, n.units, n.larger
)

select
    c.property_id,
    coalesce(sum(h.users), 0) as users,
    coalesce(sum(case when h.possible_units * h.larger < h.users then h.possible_units * h.larger else h.users end), 0) as places,
    case when max(c.unjudged) = 1 or (count(h.property_id) = 0 and max(a.activity) is null) then null
         when min(coalesce(h.possible_units - h.units, 0)) < 0 then 0
         when min(coalesce(h.sure_units - h.units, 0)) >= 0 then 1 end as fits
from plan_candidate as c
left join held as h on h.property_id = c.property_id
left join plan_activity as a on a.activity = c.sector
group by c.property_id
