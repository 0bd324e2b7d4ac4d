-- What was promised and what is expected, of cost, gross benefit and area (or the quality measure, where quality is the purpose), in one price level.
--
-- grain: action_id, half, parameter
-- forecast is in the price level of the newest baseline, forecast_first in that of the first one. Closing ends the benefit. reason and
-- first_reason say why one of them is unknown: not_reported, no_forecast, no_baseline, price_year (one of the two has none), price_index.
with

said as (
    select l.action_id, l.half, l.version, l.status_on, p.parameter, p.unit, p.price_index, p.good, f.reason as first_missing,
        case p.parameter when 'cost' then b.cost_ore when 'benefit' then b.benefit_ore when 'area' then b.area_m2 else b.quality end as baseline,
        case p.parameter when 'cost' then f.cost_ore when 'benefit' then f.benefit_ore when 'area' then f.area_m2 else f.quality end as first_baseline,
        case when p.parameter = 'benefit' and l.closing = 1 then 0 when p.parameter = 'cost' then s.forecast_cost_ore when p.parameter = 'benefit' then s.forecast_benefit_ore
             when p.parameter = 'area' then s.forecast_area_m2 else s.forecast_quality end as forecast,
        case when p.unit = 'ore' then coalesce(b.price_year, 0) end                        as price_year,
        case when p.unit = 'ore' then coalesce(f.price_year, 0) end                        as first_price_year,
        case when p.unit = 'ore' then coalesce(s.price_year, b.price_year, 0) end          as said_price_year
    from kpi_light_half as l
    join (select 'cost' as parameter, 'ore' as unit, 'capital' as price_index, -1 as good, '' as purpose union all select 'benefit', 'ore', 'pl_municipal', 1, ''
          union all select 'area', 'm2', '', 1, 'efficiency' union all select 'quality', 'none', '', 1, 'quality') as p on p.purpose = '' or p.purpose = l.purpose
    join core_action_baseline as b on b.action_id = l.action_id and b.version = l.version
    join core_action_first as f on f.action_id = l.action_id
    left join core_action_status as s on s.action_id = l.action_id and s.status_on = l.status_on
),

factors as (
    select s.*,
        case when s.unit <> 'ore' or s.said_price_year = s.price_year then 1 when s.price_year > 0 and s.said_price_year > 0 then x.factor end                        as factor,
        case when s.unit <> 'ore' or s.said_price_year = s.first_price_year then 1 when s.first_price_year > 0 and s.said_price_year > 0 then y.factor end as first_factor
    from said as s
    left join core_price_factor as x on x.price_index = s.price_index and x.from_year = s.said_price_year and x.to_year = s.price_year
    left join core_price_factor as y on y.price_index = s.price_index and y.from_year = s.said_price_year and y.to_year = s.first_price_year
)

select
    action_id, half, parameter, unit, version, good, baseline, first_baseline,
    case when unit = 'ore' then round(forecast * factor) else forecast * factor end             as forecast,
    case when unit = 'ore' then round(forecast * first_factor) else forecast * first_factor end as forecast_first,
    case when status_on is null then 'not_reported' when baseline is null then 'no_baseline' when forecast is null then 'no_forecast'
         when factor is null then case when price_year = 0 or said_price_year = 0 then 'price_year' else 'price_index' end end as reason,
    case when status_on is null then 'not_reported' when first_missing is not null then first_missing when first_baseline is null then 'no_baseline' when forecast is null then 'no_forecast'
         when first_factor is null then case when first_price_year = 0 or said_price_year = 0 then 'price_year' else 'price_index' end end as first_reason
from factors
