-- How new the headcount is of each kind of users: the month of its newest count, and of the count that others have since and it has not.
--
-- grain: user_kind
-- Months are counted from year 0. Kinds that were counted together last time are counted together next time: where the others have been counted
-- again, months later and never in between, the count of a kind that was left out is behind (pupils who are counted in the autumn alone are
-- not behind employees who are counted every month). Empty: uses without a kind of their own.
with

limits as (
    select max(case when key = 'headcount_behind_months' then value end) as behind_months
    from given_thresholds
    where rule = 'input'
),

counted as (
    select coalesce(m.user_kind, '') as user_kind,
        cast(substr(c.last_month, 1, 4) as integer) * 12 + cast(substr(c.last_month, 6, 2) as integer) as month_index
    from kpi_part_user_count as c
    left join given_norms as m on m.sector = c.sector
    where c.users is not null
    group by coalesce(m.user_kind, ''), c.last_month
),

followed as (
    select c.*,
        lead(month_index) over (partition by user_kind order by month_index) as next_index,
        max(month_index) over (partition by user_kind)                       as newest_index
    from counted as c
)

select
    k.user_kind,
    k.newest_index,
    max(f.next_index) as others_index
from followed as k
cross join limits as x
left join followed as f on f.month_index = k.newest_index and f.next_index - f.month_index >= x.behind_months
where k.month_index = k.newest_index
group by k.user_kind, k.newest_index
