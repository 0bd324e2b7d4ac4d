-- The light of every action and half-year: each parameter and, as total, the whole, with the first baseline beside it.
--
-- grain: half, action_id, parameter
-- Kroner stand in the price level of the baseline beside them. light is what is shown; measured_light what was measured. The total's are those
-- of kpi_light_total; a judgement by hand stands beside the measured light, never instead of it.
with

named as (
    select p.action_id, p.half, p.parameter, case p.unit when 'ore' then 'dkk' else p.unit end as unit, p.version,
        case p.unit when 'ore' then p.baseline * 0.01 else p.baseline end              as baseline,
        p.baseline_on,
        case p.unit when 'ore' then p.forecast * 0.01 else p.forecast end              as forecast,
        p.forecast_on,
        case p.unit when 'ore' then p.deviation * 0.01 else p.deviation end            as deviation,
        p.deviation_percent,
        p.colour as measured_light, cast(null as varchar) as override_light, p.colour as light, p.reason as light_reason,
        case p.unit when 'ore' then p.first_baseline * 0.01 else p.first_baseline end  as first_baseline,
        p.first_baseline_on,
        case p.unit when 'ore' then p.first_deviation * 0.01 else p.first_deviation end as first_deviation,
        p.first_deviation_percent, p.first_reason as first_light_reason
    from kpi_light_parameter as p
    union all
    select t.action_id, t.half, 'total', 'none', t.version, null, null, null, null, null, null, t.measured, t.override, t.shown,
        case when t.status_on is null then 'not_reported' end, null, null, null, null, null
    from kpi_light_total as t
)

select
    t.half, n.action_id, t.property_id, p.name, t.title, n.parameter,
    case n.parameter when 'total' then 0 when 'cost' then 1 when 'time' then 2 when 'benefit' then 3 else 4 end as position,
    n.light, n.measured_light, n.override_light, n.light_reason, n.unit, n.version,
    round(n.baseline, 2) as baseline, n.baseline_on, round(n.forecast, 2) as forecast, n.forecast_on, round(n.deviation, 2) as deviation, n.deviation_percent,
    round(n.first_baseline, 2) as first_baseline, n.first_baseline_on, round(n.first_deviation, 2) as first_deviation, n.first_deviation_percent, n.first_light_reason,
    t.status_on, w.sentence_da, w.sentence_en
from named as n
join kpi_light_total as t on t.action_id = n.action_id and t.half = n.half
left join core_property as p on p.property_id = t.property_id
left join report_light_words as w on w.action_id = n.action_id and w.half = n.half and n.parameter = 'total'
