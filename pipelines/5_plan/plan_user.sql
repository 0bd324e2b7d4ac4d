-- The users of each property as groups that need a place when it is left, with the space that one of them needs.
--
-- grain: group_key
-- Space is in hundredths of a m². By norm: the upper bound of the users, each with the norm's interval. By hours: the share of opening
-- time in which somebody is present, times the area. By area: nothing is known of the use, so all of the area is needed. No users: no group.
-- Each user's space is what they need at their most: today's, or with the growth of their sector in their locality (plan_growth), rounded up.
-- Never fewer than the people counted in the property (headcount), also where they are of another kind than the norm is for, or nobody
-- was seen in the hours measured. counted: 1 when the users were counted, so that they can be held against a number of places.
-- Who moves in units (a school in classes) is shared out evenly: 191 pupils in classes of at most 25 are 7 of 24 and 1 of 23, two groups.
with

stated as (
    select
        c.property_id, a.activity, c.locality, c.area_m2, a.norm_m2_per_user, a.norm_low_m2_per_user, a.unit_users,
        p.any_users, p.users_high, p.persons_present, p.hours_present, c.headcount,
        case when a.norm_m2_per_user is not null and p.users_high is not null and p.users_high > c.headcount - 1 then 'norm'
             when a.norm_m2_per_user is null and a.use_rule = 'room' and p.present_percent_high is not null then 'hours'
             else 'area' end as basis,
        case when p.present_percent_low > 100 then 100 else p.present_percent_low end   as share_low,
        case when p.present_percent_high > 100 then 100 else p.present_percent_high end as share_high
    from plan_candidate as c
    join kpi_property as p on p.property_id = c.property_id
    join plan_activity as a on a.activity = c.sector
    where coalesce(p.parts, 1) = 1
    union all
    -- each of several uses moves by itself; the hours seen are those of the main use's rooms and say nothing of one part
    select
        c.property_id, a.activity, c.locality, coalesce(s.bda_m2, c.area_m2), a.norm_m2_per_user, a.norm_low_m2_per_user, a.unit_users,
        s.users, s.users_high, null, null, case when s.users > cast(s.users as integer) then cast(s.users as integer) + 1 else cast(coalesce(s.users, 0) as integer) end,
        case when a.norm_m2_per_user is not null and s.users_high is not null then 'norm' else 'area' end, null, null
    from plan_candidate as c
    join kpi_part_space as s on s.property_id = c.property_id and s.parts > 1
    join plan_activity as a on a.activity = s.sector
),

counted as (
    select
        s.*,
        case when basis = 'norm' then users_high
             when headcount > 0 and headcount >= coalesce(users_high, 0) and headcount >= coalesce(persons_present, 0) then headcount
             when any_users = 0 then 0
             when basis = 'hours' and hours_present = 0 and headcount = 0 then 0
             when coalesce(users_high, persons_present) >= 1 then coalesce(users_high, persons_present)
             else 1 end as people,
        case when basis = 'norm' or users_high is not null or headcount > 0 then 1 else 0 end as counted
    from stated as s
),

whole_people as (
    select c.*, cast(people as integer) + case when people > cast(people as integer) then 1 else 0 end as users
    from counted as c
),

-- The fewest units that are no larger than allowed; without a norm nobody is known to fit anywhere but all together.
in_units as (
    select
        w.*,
        case when basis = 'norm' and unit_users >= 1 then cast(cast(users - 1 as double) / nullif(unit_users, 0) as integer) + 1
             else 1 end as units
    from whole_people as w
    where users > 0
),

even as (
    select i.*, cast(cast(users as double) / nullif(units, 0) as integer) as smaller
    from in_units as i
),

shared as (
    select property_id, activity, locality, area_m2, norm_m2_per_user, norm_low_m2_per_user, share_low, share_high, basis, counted, users as all_users,
           property_id || '.' || activity as group_key, (units - (users - smaller * units)) * smaller as users, smaller as unit_users
    from even
    union all
    select property_id, activity, locality, area_m2, norm_m2_per_user, norm_low_m2_per_user, share_low, share_high, basis, counted, users,
           property_id || '.' || activity || '.larger', (users - smaller * units) * (smaller + 1), smaller + 1
    from even
    where users > smaller * units
)

select
    s.group_key,
    s.property_id,
    s.activity,
    s.users,
    case when s.basis = 'norm' then cast(round(norm_low_m2_per_user * 100 * coalesce(g.growth, 1) + 0.499999, 0) as integer)
         when s.basis = 'hours' then cast(cast(area_m2 * coalesce(share_low, share_high) * coalesce(g.growth, 1) as double) / nullif(all_users, 0) as integer) + 1
         else cast(cast(area_m2 * 100 * coalesce(g.growth, 1) as double) / nullif(all_users, 0) as integer) + 1 end as space_low_m2_100,
    case when s.basis = 'norm' then cast(round(norm_m2_per_user * 100 * coalesce(g.growth, 1) + 0.499999, 0) as integer)
         when s.basis = 'hours' then cast(cast(area_m2 * share_high * coalesce(g.growth, 1) as double) / nullif(all_users, 0) as integer) + 1
         else cast(cast(area_m2 * 100 * coalesce(g.growth, 1) as double) / nullif(all_users, 0) as integer) + 1 end as space_high_m2_100,
    s.unit_users,
    s.basis,
    s.counted
from shared as s
left join plan_growth as g on g.sector = s.activity and g.locality = s.locality
