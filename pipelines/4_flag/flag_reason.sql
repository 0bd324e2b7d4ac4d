-- Every flag that is not simply absent, with its numbers as words, and whether it helped decide the class.
--
-- grain: property_id, rule
with

texts as (
    -- a number from a thousand on is whole; ~ stands where its thousands are parted, for either language's own mark
    select r.property_id, r.rule, r.ordinal, r.flag, r.state, r.guard_code, r.value_low, r.value_high, r.threshold, r.periods, r.unit, r.signal,
        c.change, c.unit as change_unit,
        case when abs(r.value_low) >= 999999.5 then substr(cast(round(r.value_low, 0) as integer) || '', 1, length(cast(round(r.value_low, 0) as integer) || '') - 6) || '~' || substr(cast(round(r.value_low, 0) as integer) || '', -6, 3) || '~' || substr(cast(round(r.value_low, 0) as integer) || '', -3)
             when abs(r.value_low) >= 999.95 then substr(cast(round(r.value_low, 0) as integer) || '', 1, length(cast(round(r.value_low, 0) as integer) || '') - 3) || '~' || substr(cast(round(r.value_low, 0) as integer) || '', -3)
             when r.value_low = cast(r.value_low as integer) then cast(r.value_low as integer) || '' else round(r.value_low, 1) || '' end as low_text,
        case when abs(r.value_high) >= 999999.5 then substr(cast(round(r.value_high, 0) as integer) || '', 1, length(cast(round(r.value_high, 0) as integer) || '') - 6) || '~' || substr(cast(round(r.value_high, 0) as integer) || '', -6, 3) || '~' || substr(cast(round(r.value_high, 0) as integer) || '', -3)
             when abs(r.value_high) >= 999.95 then substr(cast(round(r.value_high, 0) as integer) || '', 1, length(cast(round(r.value_high, 0) as integer) || '') - 3) || '~' || substr(cast(round(r.value_high, 0) as integer) || '', -3)
             when r.value_high = cast(r.value_high as integer) then cast(r.value_high as integer) || '' else round(r.value_high, 1) || '' end as high_text,
        case when abs(r.threshold) >= 999999.5 then substr(cast(round(r.threshold, 0) as integer) || '', 1, length(cast(round(r.threshold, 0) as integer) || '') - 6) || '~' || substr(cast(round(r.threshold, 0) as integer) || '', -6, 3) || '~' || substr(cast(round(r.threshold, 0) as integer) || '', -3)
             when abs(r.threshold) >= 999.95 then substr(cast(round(r.threshold, 0) as integer) || '', 1, length(cast(round(r.threshold, 0) as integer) || '') - 3) || '~' || substr(cast(round(r.threshold, 0) as integer) || '', -3)
             when r.threshold = cast(r.threshold as integer) then cast(r.threshold as integer) || '' else round(r.threshold, 1) || '' end as limit_text,
        case when abs(c.change) >= 999999.5 then substr(cast(round(c.change, 0) as integer) || '', 1, length(cast(round(c.change, 0) as integer) || '') - 6) || '~' || substr(cast(round(c.change, 0) as integer) || '', -6, 3) || '~' || substr(cast(round(c.change, 0) as integer) || '', -3)
             when abs(c.change) >= 999.95 then substr(cast(round(c.change, 0) as integer) || '', 1, length(cast(round(c.change, 0) as integer) || '') - 3) || '~' || substr(cast(round(c.change, 0) as integer) || '', -3)
             when c.change = cast(c.change as integer) then cast(c.change as integer) || '' else round(c.change, 1) || '' end as change_text
    from flag_result as r
    left join flag_counterfactual as c on c.property_id = r.property_id and c.rule = r.rule
    where r.state <> 'none'
),

ranged as (
    select t.*,
        case when value_low = value_high then low_text when value_low is null and value_high is null then '?'
             when value_high is null then '≥ ' || low_text when value_low is null then '≤ ' || high_text
             else low_text || ' – ' || high_text end as value_text
    from texts as t
)

select
    r.property_id,
    r.rule,
    r.ordinal,
    r.flag,
    r.state,
    r.value_low,
    r.value_high,
    r.threshold,
    r.unit,
    r.periods,
    r.guard_code as guard,
    case when n.need = r.signal and r.state = 'firm' then 1
         when n.need = 'open' and r.state = 'open' and r.signal in ('not_needed', 'underused') then 1
         when n.need = 'unclear' and r.state = 'data_gap' and d.settles = 'lease' then 1
         when n.need = 'unknown' and r.state = 'data_gap' and d.settles = 'need' then 1 else 0 end as decides,
    coalesce(u.use_da, '') || case when r.state = 'data_gap' then coalesce(g.name_da, d.gap_da)
         else replace(replace(replace(d.says_da, '{value}', replace(replace(r.value_text, '.', ','), '~', '.')), '{limit}', replace(replace(coalesce(r.limit_text, '?'), '.', ','), '~', '.')),
             '{periods}', coalesce(replace(z.name_da, '{periods}', r.periods || ''), '')) end as sentence_da,
    coalesce(u.use_en, '') || case when r.state = 'data_gap' then coalesce(g.name_en, d.gap_en)
         else replace(replace(replace(d.says_en, '{value}', replace(r.value_text, '~', ',')), '{limit}', replace(coalesce(r.limit_text, '?'), '~', ',')), '{periods}', coalesce(replace(z.name_en, '{periods}', r.periods || ''), '')) end as sentence_en,
    case when r.change is not null then d.change_input end as counterfactual_input,
    r.change                                               as counterfactual_change,
    r.change_unit                                          as counterfactual_unit,
    replace(d.change_da, '{change}', replace(replace(replace(r.change_text, '-', '−'), '.', ','), '~', '.')) as counterfactual_da,
    replace(d.change_en, '{change}', replace(replace(r.change_text, '-', '−'), '~', ','))               as counterfactual_en
from ranged as r
join flag_need as n on n.property_id = r.property_id
join given_rules as d on d.rule = r.rule
-- a gap of its own kind has its own sentence
left join (
    -- the numbers of another use than the main one say which
    select u.property_id, u.rule, s.name_da || ': ' as use_da, s.name_en || ': ' as use_en
    from flag_rule as u
    join given_sector as s on s.sector = u.use_sector
) as u on u.property_id = r.property_id and u.rule = r.rule
left join given_sentences as z on z.topic = 'periods' and z.code = case when r.periods > 1 then 'many' when r.periods = 1 then 'one' end
left join given_sentences as g on g.topic = 'gap' and g.code = r.rule || '.' || n.need
