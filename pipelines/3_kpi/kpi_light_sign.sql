-- Early signs between the half-years: what the night sees of an action before its owner says it. A sign changes no light.
--
-- grain: action_id, sign
-- overspent: the accounts have more on the project's cost centre than the baseline's cost, in the night's price level where the two differ;
-- without the index it is not said. finish_passed: the newest forecast's day, else the baseline's, has passed without effect. receiver_full: a
-- property that should take in the users has none to spare even by the lowest count.
with

running as (
    select l.action_id, l.baseline_cost_ore, l.baseline_finish_on, l.price_year, b.project_cost_centre, n.as_of, n.year
    from kpi_light_now as l
    join core_action_baseline as b on b.action_id = l.action_id and b.newer_on is null
    cross join night as n
    where l.state in ('running', 'waits')
),

spent as (
    select cost_centre_key, sum(amount_ore) as spent_ore
    from core_cost_centre_month
    where counted_elsewhere = 0
    group by cost_centre_key
),

finishes as (
    select action_id, forecast_finish_on, row_number() over (partition by action_id order by status_on desc) as age
    from core_action_status
    where refusal is null and forecast_finish_on is not null
)

select r.action_id, 'overspent' as sign, cast(null as varchar) as property_id, cast(null as varchar) as on_day, s.spent_ore as amount_ore,
    cast(round(r.baseline_cost_ore * coalesce(f.factor, 1)) as integer) as limit_ore
from running as r
join spent as s on s.cost_centre_key = r.project_cost_centre
left join core_price_factor as f on f.price_index = 'capital' and f.from_year = r.price_year and f.to_year = r.year
where (r.price_year is null or f.factor is not null)
  and s.spent_ore > r.baseline_cost_ore * coalesce(f.factor, 1)
union all
select r.action_id, 'finish_passed', null, coalesce(f.forecast_finish_on, r.baseline_finish_on), null, null
from running as r
left join finishes as f on f.action_id = r.action_id and f.age = 1
where coalesce(f.forecast_finish_on, r.baseline_finish_on) < r.as_of
union all
select r.action_id, 'receiver_full', min(p.property_id), null, null, null
from running as r
join core_action_receiver as c on c.action_id = r.action_id and c.receiver_kind = 'property'
join kpi_property as p on p.property_id = c.receiver_id
cross join (select max(value) as full_percent from given_thresholds where rule = 'light' and key = 'receiver_full_percent') as x
where p.occupancy_percent_low >= x.full_percent
group by r.action_id
