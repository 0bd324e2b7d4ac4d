-- The users of each property as groups that need a place when it is left, with the space that one of them needs.
--
-- grain: group_key
-- Space is in hundredths of a m². By norm: the upper bound of the users, each with the norm's interval. By hours: the share of opening
-- time in which somebody is present, times the area. By area: nothing is known of the use, so all of the area is needed. No users: no group.
with

stated as (
    select
        c.property_id, a.activity, c.area_m2, a.norm_m2_per_user, a.norm_low_m2_per_user, a.moves_whole,
        p.any_users, p.users_high, p.persons_present, p.hours_present,
        case when a.norm_m2_per_user is not null and p.users_high is not null then 'norm'
             when a.norm_m2_per_user is null and a.use_rule = 'room' and p.present_percent_high is not null then 'hours'
             else 'area' end as basis,
        case when p.present_percent_low > 100 then 100 else p.present_percent_low end   as share_low,
        case when p.present_percent_high > 100 then 100 else p.present_percent_high end as share_high
    from plan_candidate as c
    join kpi_property as p on p.property_id = c.property_id
    join plan_activity as a on a.activity = c.sector
),

counted as (
    select
        s.*,
        case when basis = 'norm' then users_high
             when any_users = 0 then 0
             when basis = 'hours' and hours_present = 0 then 0
             when coalesce(users_high, persons_present) >= 1 then coalesce(users_high, persons_present)
             else 1 end as people
    from stated as s
),

whole_people as (
    select c.*, cast(people as integer) + case when people > cast(people as integer) then 1 else 0 end as users
    from counted as c
)

select
    property_id || '.' || activity as group_key,
    property_id,
    activity,
    users,
    case when basis = 'norm' then cast(round(norm_low_m2_per_user * 100, 0) as integer)
         when basis = 'hours' then cast(cast(area_m2 * coalesce(share_low, share_high) as double) / nullif(users, 0) as integer) + 1
         else cast(cast(area_m2 * 100 as double) / nullif(users, 0) as integer) + 1 end as space_low_m2_100,
    case when basis = 'norm' then cast(round(norm_m2_per_user * 100, 0) as integer)
         when basis = 'hours' then cast(cast(area_m2 * share_high as double) / nullif(users, 0) as integer) + 1
         else cast(cast(area_m2 * 100 as double) / nullif(users, 0) as integer) + 1 end as space_high_m2_100,
    case when basis = 'norm' then moves_whole else 1 end as moves_whole,
    basis
from whole_people
where users > 0
