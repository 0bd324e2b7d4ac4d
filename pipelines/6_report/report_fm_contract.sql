-- Each service contract with its dates, its duty to be tendered and what the plan does to it, what must be done first at the top.
--
-- grain: position
-- The plan, and what is gone already, takes its properties' shares off the contract: below the minimum share it is said. Where a share is not known and one of its
-- properties goes, nobody knows.
with

leaving as (
    select s.contract_id, count(m.property_id) as plan_properties,
        sum(case when m.property_id is not null or p.in_use = 0 then s.share_percent else 0 end)                        as left_percent,
        sum(case when (m.property_id is not null or p.in_use = 0) and s.share_percent is null then 1 else 0 end)        as unknown
    from core_service_contract_share as s
    left join core_property as p on p.property_id = s.property_id
    left join plan_chosen as m on m.scenario = 'main' and m.property_id = s.property_id
    group by s.contract_id
),

joined as (
    select c.*, v.position as service_position, coalesce(l.plan_properties, 0) as plan_properties, case when l.unknown = 0 then 100 - l.left_percent end as remaining_percent,
        case c.state when 'missed' then 1 when 'running_out' then 2 when 'act' then 3 when 'prepare' then 4 when 'no_dates' then 5 when 'ok' then 6 else 7 end as urgency
    from kpi_fm_contract as c
    join core_service as v on v.service = c.service
    left join leaving as l on l.contract_id = c.contract_id
)

select
    row_number() over (order by j.urgency, coalesce(j.notice_on, j.ends_on, '9999'), j.contract_id) as position,
    j.contract_id, j.service, j.supplier_cvr, j.state as contract_state, j.starts_on, j.ends_on, j.ends_in_days, j.notice_on, j.notice_in_days, j.renewal, j.options_left,
    j.renewed_until, round(j.renewal_ore * 0.01, 2) as renewal_dkk, round(j.value_ore * 0.01, 2) as value_dkk, j.procedure, j.tender_start_on, j.tender_late,
    j.duty as tender_duty, round(j.all_term_ore * 0.01, 2) as all_term_dkk, j.threshold_dkk, round(j.outside_ore * 0.01, 2) as outside_dkk,
    j.plan_properties, j.remaining_percent, j.minimum_share_percent,
    case when j.minimum_share_percent is not null and j.state <> 'ended' and j.remaining_percent is not null
         then case when j.remaining_percent < j.minimum_share_percent then 1 else 0 end end as breaks_minimum,
    w.name_da || case when j.tender_late = 1 and j.state in ('act', 'prepare') then coalesce(l.name_da, '') else '' end
        || case when j.remaining_percent < j.minimum_share_percent and j.state <> 'ended' then coalesce(b.name_da, '') else '' end
        || case when j.duty = 'threshold_old' and j.state <> 'ended' then coalesce(o.name_da, '') else '' end as sentence_da,
    w.name_en || case when j.tender_late = 1 and j.state in ('act', 'prepare') then coalesce(l.name_en, '') else '' end
        || case when j.remaining_percent < j.minimum_share_percent and j.state <> 'ended' then coalesce(b.name_en, '') else '' end
        || case when j.duty = 'threshold_old' and j.state <> 'ended' then coalesce(o.name_en, '') else '' end as sentence_en,
    f.file, j._line as line
from joined as j
left join raw_file as f on f._file = j._file
left join given_sentences as w on w.topic = 'fm_contract' and w.code = j.state
left join given_sentences as l on l.topic = 'fm_contract' and l.code = case when j.options_left > 0 then 'late_option' else 'late' end
left join given_sentences as b on b.topic = 'fm_contract' and b.code = 'minimum'
left join given_sentences as o on o.topic = 'fm_contract' and o.code = 'threshold_old'
