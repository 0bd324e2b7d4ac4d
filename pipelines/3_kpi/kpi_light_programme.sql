-- The whole programme: how many actions have each light, and the benefit that they promised, in one price level.
--
-- grain: light
-- A row is one of green, yellow, red, grey (not reported, nothing known, or decided without a baseline), waits, at_risk (red and grey), closed, finished.
-- An action that was split counts by its parts. Benefits stand in the newest price year that a baseline has; one that cannot be brought to it
-- makes the sum unknown, and _low is what is known.
with

target as (
    select max(price_year) as price_year
    from kpi_light_now
    where state <> 'split'
),

placed as (
    select l.action_id, t.price_year,
        case when l.state = 'no_baseline' then 'grey' when l.state = 'running' then l.shown else l.state end as light,
        case when l.state = 'no_baseline' then null
             when t.price_year is null or l.price_year = t.price_year then l.benefit_ore else round(l.benefit_ore * f.factor) end as benefit_ore,
        case when l.without_decision = 1 and l.state = 'running' then 1 else 0 end as without_decision
    from kpi_light_now as l
    cross join target as t
    left join core_price_factor as f on f.price_index = 'pl_municipal' and f.from_year = l.price_year and f.to_year = t.price_year
    where l.state <> 'split'
),

counted as (
    select p.*, p.light as in_light from placed as p
    union all
    select p.*, 'at_risk' from placed as p where p.light in ('red', 'grey')
)

select
    in_light as light,
    case in_light when 'green' then 1 when 'yellow' then 2 when 'red' then 3 when 'grey' then 4 when 'at_risk' then 5 when 'waits' then 6 when 'finished' then 7 else 8 end as position,
    count(*) as actions,
    sum(without_decision) as without_decision,
    case when count(benefit_ore) = count(*) then cast(sum(benefit_ore) as integer) end as benefit_ore,
    cast(coalesce(sum(benefit_ore), 0) as integer) as benefit_ore_low,
    max(price_year) as price_year
from counted
group by in_light
