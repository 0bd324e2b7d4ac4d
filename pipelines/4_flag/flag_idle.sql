-- F9: a property that costs money while nobody is registered there and nobody is seen there.
--
-- grain: property_id
-- Nothing known is a data gap; only a stated nought counts as none. The two newest counts must both say so, and every period of use
-- in the last year: an empty July is a holiday. Where use is measured by the sector's rule, missing use leaves the flag open.
with

limits as (
    select
        max(case when key = 'users' then value end)         as users,
        max(case when key = 'hours_present' then value end) as hours_present
    from given_thresholds
    where rule = 'F9'
),

counts as (
    select property_id, min(any_users) as fewest, max(any_users) as most, count(any_users) as known
    from kpi_user_count
    where period_rank <= 2
    group by property_id
),

hours as (
    select u.property_id, max(coalesce(u.hours_present_any, u.hours_booked)) as seen,
        max(coalesce(u.hours_present_high, u.hours_present_any, u.hours_booked_high)) as seen_high
    from kpi_use_period as u
    cross join night as n
    where u.period >= substr(n.months_ago_12, 1, 7)
    group by u.property_id
),

judged as (
    select
        p.property_id,
        p.cost_ore_low,
        c.fewest,
        c.most,
        case when c.known is null or c.known = 0 then 'unknown' when c.most <= x.users then 'empty'
             when c.fewest <= x.users then 'unsure' else 'used' end as users_say,
        case when h.seen > x.hours_present then 'used' when h.seen_high <= x.hours_present then 'empty'
             when h.seen_high is not null then 'unsure'
             when p.use_rule = 'none' then 'silent' else 'unknown' end as hours_say,
        case when p.user_kind is null then 1 else 0 end as no_user_kind,
        x.users as threshold
    from kpi_property as p
    cross join limits as x
    left join counts as c on c.property_id = p.property_id
    left join hours as h on h.property_id = p.property_id
    where p.tenure <> 'leased_out'
)

select
    property_id,
    'F9' as rule,
    case when users_say = 'used' or hours_say = 'used' or cost_ore_low <= 0 then 'none'
         when users_say = 'unknown' and hours_say in ('unknown', 'silent') then 'data_gap'
         when cost_ore_low is not null and users_say = 'empty' and hours_say in ('empty', 'silent') then 'firm'
         when cost_ore_low is not null and users_say = 'unknown' and no_user_kind = 1 and hours_say = 'empty' then 'firm'
         else 'open' end as state,
    fewest               as value_low,
    most                 as value_high,
    threshold,
    1                    as periods
from judged
