-- Each action in each year: the state it had reached, what was planned and realised in it, and its one-off and allocated money.
--
-- grain: action_id, year
-- State: realised once the accounts say so, executed from its effect on, decided from its decision on; identified in the night's own year alone, for
-- nobody says since when. What was withdrawn or failed stands in the year in which it was. Later years are by what stands now. planned_in_year:
-- from the day of the effect, by days in its first year, in prices of the year.
with

actions as (
    select a.*, n.year as night_year,
        cast(substr(a.decided_on, 1, 4) as integer) as decided_year, cast(substr(a.effect_on, 1, 4) as integer) as effect_year,
        coalesce(cast(substr(a.ended_on, 1, 4) as integer), 9999) as last_year, coalesce(cast(substr(a.state_on, 1, 4) as integer), n.year) as state_year
    from core_action as a
    cross join night as n
),

stated as (
    select a.*, y.year, r.grade, r.reason, r.net_ore, r.counted_ore, r.net_base_ore, f.factor,
        case when a.took_effect = 1 and r.realised = 1 then 'realised'
             when a.took_effect = 1 and y.year between a.effect_year and a.last_year then 'executed'
             when a.state in ('withdrawn', 'failed') and y.year = a.state_year then a.state
             when a.state in ('withdrawn', 'failed') and y.year > a.state_year then null
             when y.year > a.night_year and a.effect_year is not null then a.state
             when y.year between a.decided_year and a.night_year then 'decided'
             when y.year = a.night_year then a.state end as state_then
    from actions as a
    join (select distinct m.year from given_months as m cross join night as n where m.year between n.year - 12 and n.year + 4) as y
      on y.year between coalesce(a.decided_year, a.effect_year, a.night_year) and a.night_year
      or y.year between a.effect_year and a.night_year + 4
    left join kpi_freed_result as r on r.action_id = a.action_id and r.year = y.year
    left join core_price_factor as f on f.price_index = 'pl_municipal' and f.from_year = a.price_year and f.to_year = y.year
),

money as (
    select action_id, year, sum(planned_ore) as planned_ore, sum(actual_ore) as actual_ore from core_action_one_off group by action_id, year
),

given_away as (
    -- what recurs is given in every year from its own on
    select s.action_id, s.year, sum(u.amount_ore) as amount_ore
    from stated as s
    join core_freed_use as u on u.from_action_id = s.action_id and (u.year = s.year or (u.recurring = 1 and u.year < s.year))
    group by s.action_id, s.year
)

select
    s.action_id, s.year, s.state_then as state, s.authority_code, s.area_m2, s.grade, s.reason, s.planned_saving_ore,
    case when s.state_then in ('withdrawn', 'failed') then null when s.effect_year is null or s.year < s.effect_year then 0
         when s.year > s.effect_year then cast(round(s.planned_saving_ore * s.factor) as integer)
         else cast(round(cast(round(s.planned_saving_ore * s.factor) * (d.last_day - m.first_day + 2 - cast(substr(s.effect_on, 9, 2) as integer)) as double) / nullif(d.last_day - j.first_day + 1, 0)) as integer) end as planned_in_year_ore,
    s.net_ore, s.counted_ore, s.net_base_ore,
    coalesce(o.planned_ore, 0) as one_off_planned_ore, coalesce(o.actual_ore, 0) as one_off_actual_ore,
    coalesce(g.amount_ore, 0) as allocated_ore
from stated as s
left join given_months as m on m.month = substr(s.effect_on, 1, 7)
left join given_months as d on d.month = s.year || '-12'
left join given_months as j on j.month = s.year || '-01'
left join money as o on o.action_id = s.action_id and o.year = s.year
left join given_away as g on g.action_id = s.action_id and g.year = s.year
where s.state_then is not null
