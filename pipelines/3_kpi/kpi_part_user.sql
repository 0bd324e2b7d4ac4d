-- Users and capacity of each use of a property: the newest count, with bounds where it is missing, stale or only a part.
--
-- grain: property_id, sector
-- Bounds: a count that is older than its limit, or much older than the feed's newest of its kind or of those counted with it, is taken plus and minus a margin (a
-- stale nought says nothing of who came since: up to the capacity); a missing count is 0 to the capacity where that is known; a sum that
-- lacks a part is a lower bound; a capacity goes by the same rules. user_state: fresh, stale, partial, bounded by the capacity, or missing.
with

limits as (
    select
        max(case when t.key = 'headcount_stale_margin_percent' then t.value end) as margin_percent,
        max(case when t.key = 'headcount_behind_months' then t.value end)        as behind_months,
        max(case when t.key <> 'headcount_stale_months' then null
                 when t.value <= 3 then n.months_ago_3
                 when t.value <= 6 then n.months_ago_6
                 when t.value <= 12 then n.months_ago_12
                 else n.months_ago_24 end) as stale_before,
        max(n.year * 12 + cast(substr(n.as_of, 6, 2) as integer)) as night_index
    from given_thresholds as t
    cross join night as n
    where t.rule = 'input'
),

newest as (
    select
        c.property_id,
        c.sector,
        -- a year's count is as young as the end of its year, and never younger than the night
        max(case when c.users is not null then c.last_month end)                   as users_month,
        min(case when c.users is not null then c.period_rank end)                  as users_rank,
        min(case when c.capacity is not null then c.period_rank end)               as capacity_rank
    from kpi_part_user_count as c
    group by c.property_id, c.sector
),

dated as (
    select w.*,
        cast(substr(w.users_month, 1, 4) as integer) * 12 + cast(substr(w.users_month, 6, 2) as integer) as month_index,
        case when k.others_index > k.newest_index then k.others_index else k.newest_index end as newest_index
    from newest as w
    left join given_norms as m on m.sector = w.sector
    left join kpi_user_kind as k on k.user_kind = coalesce(m.user_kind, '')
),

stated as (
    select
        p.property_id,
        p.sector,
        p.main,
        u.period as users_period,
        u.users,
        c.capacity,
        case when c.capacity_partial = 1 then 'partial'
             when c.last_month < substr(x.stale_before, 1, 7) then 'stale'
             when case when w.newest_index < x.night_index then w.newest_index else x.night_index end
                - cast(substr(c.last_month, 1, 4) as integer) * 12 - cast(substr(c.last_month, 6, 2) as integer) >= x.behind_months then 'stale'
             else 'fresh' end as capacity_state,
        a.any_users,
        a.any_partial,
        x.margin_percent,
        case when u.users is null and c.capacity is null then 'missing'
             when u.users is null then 'bounded'
             when u.users_partial = 1 then 'partial'
             when u.last_month < substr(x.stale_before, 1, 7) then 'stale'
             when case when w.newest_index < x.night_index then w.newest_index else x.night_index end - w.month_index >= x.behind_months then 'stale'
             else 'fresh' end as user_state
    from core_property_use as p
    cross join limits as x
    left join dated as w on w.property_id = p.property_id and w.sector is p.sector
    left join kpi_part_user_count as u on u.property_id = p.property_id and u.sector is p.sector and u.period_rank = w.users_rank
    left join kpi_part_user_count as c on c.property_id = p.property_id and c.sector is p.sector and c.period_rank = w.capacity_rank
    left join kpi_part_user_count as a on a.property_id = p.property_id and a.sector is p.sector and a.period_rank = 1
),

limited as (
    select s.*,
        case when capacity_state = 'stale' then round(capacity * (100 - margin_percent) * 0.01, 1) else capacity end as capacity_low,
        case capacity_state when 'fresh' then capacity when 'stale' then round(capacity * (100 + margin_percent) * 0.01, 1) end as capacity_high
    from stated as s
)

select
    property_id,
    sector,
    main,
    users_period,
    user_state,
    case when user_state <> 'partial' then users end as users,
    case user_state when 'fresh' then users
                    when 'partial' then users
                    when 'stale' then round(users * (100 - margin_percent) * 0.01, 1)
                    when 'bounded' then 0 end        as users_low,
    case when user_state = 'fresh' then users
         when user_state = 'stale' and users > 0 then round(users * (100 + margin_percent) * 0.01, 1)
         when user_state in ('stale', 'bounded') then capacity_high end as users_high,
    case when capacity_state <> 'partial' then capacity end as capacity,
    capacity_low,
    capacity_high,
    any_users,
    any_partial
from limited
