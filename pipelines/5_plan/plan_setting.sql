-- What the plan is asked: each setting as the municipality has it, else the default; and the target, in m², with what it is a share of.
--
-- grain: key
-- target_m2 is what is still to be left: the target's lower end of the baseline (or plan.target_percent), less what has left since.
-- New area counts against the target. plan_date is the day by which a property must be left: the first day of the month after the horizon,
-- so that it is a real date on a leap day too, and the plan is asked anew when something changed and not because a day went by.
with

settings as (
    select g.key, coalesce(s.value_number, g.value) as value
    from given_plan as g
    left join given_setting as s on s.key = 'plan.' || g.key
    where g.activity is null
),

target as (
    select
        round(t.baseline_m2, 0)                          as baseline_m2,
        coalesce(s.value_number, t.low_percent)          as target_percent,
        t.high_percent,
        coalesce(b.left_m2, 0) - coalesce(b.new_m2, 0)   as left_m2
    from flag_total as t
    cross join flag_baseline as b
    left join given_setting as s on s.key = 'plan.target_percent'
)

select key, value, null as text from settings
union all
select 'baseline_m2', baseline_m2, null from target
union all
select 'target_percent', target_percent, null from target
union all
select 'high_percent', high_percent, null from target
union all
select 'left_m2', left_m2, null from target
union all
-- properties of the list whose area nobody knows: the plan cannot count them
select 'without_area', count(*), null from kpi_property where net_area_m2 is null and tenure in ('owned', 'leased_in', 'self_governing')
union all
select 'target_m2', case when baseline_m2 * target_percent * 0.01 <= left_m2 then 0
                         else round(baseline_m2 * target_percent * 0.01 - left_m2 + 0.499999, 0) end, null from target
union all
select 'plan_date', null,
       cast(n.year + s.value + case when n.month = 12 then 1 else 0 end as integer)
       || case when n.month = 12 then '-01-01' when n.month < 9 then '-0' || (n.month + 1) || '-01' else '-' || (n.month + 1) || '-01' end
from (select year, cast(substr(as_of, 6, 2) as integer) as month from night) as n
join settings as s on s.key = 'horizon_years'
