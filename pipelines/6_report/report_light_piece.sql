-- Each parameter's deviation in a word or two of each language: +7,5 %, 2 måneder senere, ukendt.
--
-- grain: action_id, half, parameter
-- Of a baseline of nothing there is no percent: a dash.
with

numbers as (
    select action_id, half, parameter, reason, first_reason,
        case when parameter = 'time' then deviation else deviation_percent end                   as number,
        case when parameter = 'time' then first_deviation else first_deviation_percent end       as first_number
    from kpi_light_parameter
),

texts as (
    select n.*,
        case when parameter = 'time' then abs(cast(number as integer)) || ''
             else case when number > 0 then '+' when number < 0 then '−' else '' end || abs(round(number, 1)) end              as text,
        case when parameter = 'time' then abs(cast(first_number as integer)) || ''
             else case when first_number > 0 then '+' when first_number < 0 then '−' else '' end || abs(round(first_number, 1)) end as first_text,
        case when number is null then 'none' when parameter <> 'time' then 'percent' when number = 0 then 'in_time' when number = 1 then 'month_late'
             when number = -1 then 'month_early' when number > 0 then 'months_late' else 'months_early' end as code,
        case when first_number is null then 'none' when parameter <> 'time' then 'percent' when first_number = 0 then 'in_time' when first_number = 1 then 'month_late' when first_number = -1 then 'month_early'
             when first_number > 0 then 'months_late' else 'months_early' end as first_code
    from numbers as n
)

select
    t.action_id, t.half, t.parameter,
    replace(s.name_da, '{number}', replace(coalesce(t.text, ''), '.', ','))       as text_da,
    replace(s.name_en, '{number}', coalesce(t.text, ''))                          as text_en,
    replace(f.name_da, '{number}', replace(coalesce(t.first_text, ''), '.', ',')) as first_text_da,
    replace(f.name_en, '{number}', coalesce(t.first_text, ''))                    as first_text_en
from texts as t
left join given_sentences as s on s.topic = 'light_piece' and s.code = case when t.reason is not null then 'unknown' else t.code end
left join given_sentences as f on f.topic = 'light_piece' and f.code = case when t.first_reason is not null then 'unknown' else t.first_code end
