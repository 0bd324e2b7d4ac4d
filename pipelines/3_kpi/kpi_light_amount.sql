-- The colour of cost, gross benefit and area (or the quality measure) of each half-year of an action.
--
-- grain: action_id, half, parameter
-- adds to: kpi_light_parameter
-- Cost may not rise: green up to the baseline, red above a share of it or above an amount; of a baseline of nothing the amount alone can say it.
-- The others may not fall: what is short is held against the size of the promise, so that a promise of nothing is kept by nothing.
with

limits as (
    select
        max(case when key = 'cost_yellow_percent' then value end)     as cost_percent,
        max(case when key = 'cost_yellow_dkk' then value end) * 100   as cost_ore,
        100 - max(case when key = 'benefit_green_percent' then value end)  as benefit_green,
        100 - max(case when key = 'benefit_yellow_percent' then value end) as benefit_yellow,
        100 - max(case when key = 'measure_green_percent' then value end)  as measure_green,
        100 - max(case when key = 'measure_yellow_percent' then value end) as measure_yellow
    from given_thresholds
    where rule = 'light'
),

held as (
    -- over: how much worse than promised, which is a rise of the cost and a fall of the others
    select p.*, abs(p.baseline) as size,
        (p.forecast - p.baseline) * -p.good          as over,
        case p.parameter when 'cost' then x.cost_percent when 'benefit' then x.benefit_yellow else x.measure_yellow end as yellow_percent,
        case p.parameter when 'cost' then 0 when 'benefit' then x.benefit_green else x.measure_green end                as green_percent,
        case p.parameter when 'cost' then x.cost_ore end                                                               as most_ore
    from kpi_light_promise as p
    cross join limits as x
)

select
    action_id, half, parameter, unit, version, baseline, cast(null as varchar) as baseline_on, forecast, cast(null as varchar) as forecast_on,
    case when reason is null then forecast - baseline end as deviation,
    case when reason is null then round(cast((forecast - baseline) * 100 as double) / nullif(size, 0), 1) end as deviation_percent,
    case when reason is not null then 'grey'
         when round(over * 100 - green_percent * size, 6) <= 0 then 'green'
         when over > most_ore then 'red'
         when (parameter <> 'cost' or size > 0) and round(over * 100 - yellow_percent * size, 6) > 0 then 'red'
         else 'yellow' end as colour,
    reason,
    first_baseline,
    cast(null as varchar) as first_baseline_on,
    case when first_reason is null then forecast_first - first_baseline end as first_deviation,
    case when first_reason is null then round(cast((forecast_first - first_baseline) * 100 as double) / nullif(abs(first_baseline), 0), 1) end as first_deviation_percent,
    first_reason
from held
