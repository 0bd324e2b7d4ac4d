-- Every half-year: how many actions had each light, and the benefit that their baselines of the day promised, in one price level.
--
-- grain: half, light
with

promised as (
    select t.half, t.action_id, t.shown as light, b.benefit_ore, b.price_year, max(b.price_year) over (partition by t.half) as to_year
    from kpi_light_total as t
    join core_action_baseline as b on b.action_id = t.action_id and b.version = t.version
),

carried as (
    select p.half, p.light,
        case when p.to_year is null or p.price_year = p.to_year then p.benefit_ore else round(p.benefit_ore * f.factor) end as benefit_ore, p.to_year
    from promised as p
    left join core_price_factor as f on f.price_index = 'pl_municipal' and f.from_year = p.price_year and f.to_year = p.to_year
)

select
    half,
    case light when 'green' then 1 when 'yellow' then 2 when 'red' then 3 else 4 end as position,
    light,
    count(*) as actions,
    case when count(benefit_ore) = count(*) then round(sum(benefit_ore) * 0.01, 2) end as benefit_dkk,
    round(coalesce(sum(benefit_ore), 0) * 0.01, 2) as known_benefit_dkk,
    max(to_year) as price_year
from carried
group by half, light
