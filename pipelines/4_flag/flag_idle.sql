-- F9: a property that costs money while nobody is registered there and nobody is seen there.
--
-- grain: property_id
-- adds to: flag_rule
-- Nothing known is a data gap; only a stated nought counts as none. The two newest counts must both say so, or one and a measured year;
-- a count that is stale, lacks a part or is not of the sector's own users says nothing. Every period of the year up to the newest must
-- be there and be empty: an empty July is a holiday. Where use is measured by the sector's rule, missing use leaves the flag open.
with

limits as (
    select
        max(case when rule = 'F9' and key = 'users' then value end)                       as users,
        max(case when rule = 'F9' and key = 'hours_present' then value end)               as hours_present,
        max(case when rule = 'input' and key = 'use_period_months' then value end)        as period_months
    from given_thresholds
),

counts as (
    select property_id, min(any_users) as fewest, max(any_users) as most, count(any_users) as known, max(any_partial) as partial
    from kpi_user_count
    where period_rank <= 2
    group by property_id
),

hours as (
    select u.property_id, max(coalesce(u.hours_present_any, u.hours_booked)) as seen,
        max(coalesce(u.hours_present_high, u.hours_present_any, u.hours_booked_high)) as seen_high,
        max(u.rooms_missing) as rooms_missing, count(*) as periods
    from kpi_use_period as u
    join kpi_property as p on p.property_id = u.property_id
    where cast(substr(u.period, 1, 4) as integer) * 12 + cast(substr(u.period, 6, 2) as integer)
        > cast(substr(p.use_period, 1, 4) as integer) * 12 + cast(substr(p.use_period, 6, 2) as integer) - 12
    group by u.property_id
),

judged as (
    select
        p.property_id,
        p.cost_ore_low,
        p.cost_ore_high,
        p.any_users,
        c.fewest,
        c.most,
        case when c.known is null or c.known = 0 then 'unknown' when c.fewest > x.users then 'used' when c.most > x.users then 'unsure'
             when c.partial = 1 or p.user_state in ('stale', 'partial') or (p.user_kind is not null and p.users is null) then 'unsure'
             when c.known = 1 then 'once' else 'empty' end as users_say,
        case when h.seen > x.hours_present then 'used'
             when h.seen_high <= x.hours_present and h.rooms_missing = 0 and h.periods * x.period_months >= 12 then 'empty'
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
    case when users_say = 'used' or hours_say = 'used' or cost_ore_high <= 0 then 'none'
         when users_say = 'unknown' and hours_say in ('unknown', 'silent') then 'data_gap'
         when cost_ore_low > 0 and (users_say = 'empty' or (users_say = 'once' and hours_say = 'empty')) and hours_say in ('empty', 'silent') then 'firm'
         when cost_ore_low > 0 and users_say = 'unknown' and no_user_kind = 1 and hours_say = 'empty' then 'firm'
         else 'open' end as state,
    fewest               as value_low,
    most                 as value_high,
    threshold,
    1                    as periods,
    threshold - coalesce(fewest, 0) as change,
    case when cost_ore_low is null and any_users = 0 then 'costs.amount_ore' else 'headcount.users' end as datum,
    cast(null as varchar) as use_sector
from judged
