-- The days that service contracts bring: the last day of notice, the end, and the last day on which a tender can begin to be done before the end.
--
-- grain: event_id
-- adds to: report_date
with

days as (
    select 'service_notice:' || c.contract_id as event_id, c.notice_on as due_on, 'service_notice' as kind, c.contract_id as subject,
        case when c.renewal = 'automatic' then cast(round(cast(c.value_ore * c.renewal_months as double) / 12) as integer) end as amount_ore,
        case when c.renewal = 'automatic' then 'notice_automatic' else 'notice' end as code, c.service
    from kpi_fm_contract as c
    where c.state <> 'ended'
    union all
    select 'service_end:' || c.contract_id, c.ends_on, 'service_end', c.contract_id, c.value_ore,
        case when c.renewal = 'automatic' then 'renews' when c.renewal = 'option' and c.options_left > 0 then 'option' else 'ends' end, c.service
    from kpi_fm_contract as c
    union all
    select 'service_tender:' || c.contract_id, c.tender_start_on, 'service_tender', c.contract_id, c.value_ore, 'tender', c.service
    from kpi_fm_contract as c
    where c.tender_late = 0
)

select d.event_id, d.due_on, d.kind, cast(null as varchar) as property_id, d.subject, d.amount_ore,
    replace(s.name_da, '{service}', coalesce(lower(v.name_da), d.service)) as sentence_da,
    replace(s.name_en, '{service}', coalesce(lower(v.name_en), d.service)) as sentence_en
from days as d
join given_sentences as s on s.topic = 'service_date' and s.code = d.code
left join given_services as v on v.service = d.service
cross join night as n
where d.due_on >= n.as_of
