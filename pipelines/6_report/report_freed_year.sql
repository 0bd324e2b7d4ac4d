-- Freed resources year by year, by the state that the actions had reached: never added up, for the same krone passes through them all.
--
-- grain: authority_code, year, position
-- A part that is missing leaves a sum unknown. pool: what was given away of no action's own money. adds_up: all running cost of the authority
-- and year is in the identity. Where it does not close its audit holds this table back too.
with

states as (
    select 1 as position, 'identified' as state union all select 2, 'decided' union all select 3, 'executed' union all select 4, 'realised'
    union all select 5, 'withdrawn' union all select 6, 'failed'
),

pool as (
    select coalesce(u.authority_code, '') as authority_code, y.year, sum(u.amount_ore) as amount_ore
    from core_freed_use as u
    join (select distinct year from kpi_freed_action_year) as y on y.year = u.year or (u.recurring = 1 and y.year > u.year)
    where u.from_action_id is null
    group by coalesce(u.authority_code, ''), y.year
)

select
    coalesce(a.authority_code, '') as authority_code, a.year, s.position, s.state, count(*) as actions,
    case when count(a.area_m2) = count(*) then round(sum(a.area_m2), 1) end as area_m2,
    case when count(a.planned_saving_ore) = count(*) then round(sum(a.planned_saving_ore) * 0.01, 2) end as planned_full_dkk,
    case when count(a.planned_in_year_ore) = count(*) then round(sum(a.planned_in_year_ore) * 0.01, 2) end as planned_dkk,
    case when s.state in ('executed', 'realised') and count(a.counted_ore) = count(*) then round(sum(a.counted_ore) * 0.01, 2) end as realised_dkk,
    case when s.state in ('executed', 'realised') and count(a.net_base_ore) = count(*) then round(sum(a.net_base_ore) * 0.01, 2) end as realised_base_dkk,
    case when s.state in ('executed', 'realised') then count(*) - count(a.counted_ore) end as unknown,
    round(sum(a.one_off_planned_ore) * 0.01, 2) as one_off_planned_dkk, round(sum(a.one_off_actual_ore) * 0.01, 2) as one_off_actual_dkk,
    round(sum(a.allocated_ore) * 0.01, 2) as allocated_dkk,
    case when max(b.unknown) > 0 then 0 when max(b.unknown) = 0 then 1 end as adds_up
from kpi_freed_action_year as a
join states as s on s.state = a.state
left join kpi_freed_bridge as b on b.authority_code = coalesce(a.authority_code, '') and b.year = a.year and b.line = 'total'
group by coalesce(a.authority_code, ''), a.year, s.position, s.state
union all
select authority_code, year, 7, 'pool', null, null, null, null, null, null, null, null, null, round(amount_ore * 0.01, 2), null
from pool
