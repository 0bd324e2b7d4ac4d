-- Each service contract on the night: when notice must be given, when it ends, when a tender must begin, and what that means.
--
-- grain: contract_id
-- state: missed (the day of notice is over and it renews itself: renewed_until says until when, renewal_ore what that costs), act (few days to the day of notice), prepare
-- (within the time that a purchase takes of its end), running_out (its end is over and is still paid), ended, ok, no_dates. A tender takes the longer time where it
-- was or must be one of the union, also where nobody can judge it.
with

limits as (
    select max(case when key = 'act_days' then value end) as act_days, max(case when key = 'lead_eu_days' then value end) as lead_eu,
        max(case when key = 'lead_other_days' then value end) as lead_other
    from given_thresholds
    where rule = 'fm'
),

dated as (
    select c.*, d.regime, d.duty, d.term_ore as all_term_ore, d.threshold_dkk, d.threshold_until, n.as_of, x.act_days, e.month_number as end_number,
        coalesce(c.notice_by, case when substr(c.ends_on, 9, 2) > substr(b.last_on, 9, 2) then b.last_on else b.month || substr(c.ends_on, 8, 3) end) as notice_on,
        e.first_day - 1 + cast(substr(c.ends_on, 9, 2) as integer) as end_day, t.first_day - 1 + cast(substr(n.as_of, 9, 2) as integer) as night_day,
        case when c.procedure = 'eu' or d.duty = 'over' or (c.procedure is null and d.duty in ('unknown', 'threshold_old')) then x.lead_eu else x.lead_other end as lead_days
    from core_service_contract as c
    cross join night as n
    cross join limits as x
    join given_months as t on t.month = substr(n.as_of, 1, 7)
    left join given_months as e on e.month = substr(c.ends_on, 1, 7)
    left join given_months as b on b.month_number = e.month_number - c.notice_months
    left join kpi_fm_duty as d on d.service = c.service and d.regime = case when c.procedure = 'light' then 'light' else 'goods_services' end
      and coalesce(c.procedure, '') <> 'in_house'
),

counted as (
    select d.*, o.first_day - 1 + cast(substr(d.notice_on, 9, 2) as integer) - d.night_day as notice_in_days, d.end_day - d.night_day as ends_in_days,
        l.month || '-' || substr('0' || (d.end_day - cast(d.lead_days as integer) - l.first_day + 1), -2) as tender_start_on,
        u.amount_ore as outside_ore,
        case when substr(d.ends_on, 9, 2) > substr(r.last_on, 9, 2) then r.last_on else r.month || substr(d.ends_on, 8, 3) end as next_end_on
    from dated as d
    left join given_months as o on o.month = substr(d.notice_on, 1, 7)
    left join given_months as l on d.end_day - cast(d.lead_days as integer) between l.first_day and l.last_day
    left join given_months as r on r.month_number = d.end_number + d.renewal_months
    left join (select contract_id, sum(amount_ore) as amount_ore from kpi_fm_outside group by contract_id) as u on u.contract_id = d.contract_id
),

judged as (
    select c.*,
        case when ends_in_days < 0 and renewal_unknown = 0 then case when outside_ore > 0 then 'running_out' else 'ended' end
             when renewal = 'automatic' and (notice_in_days < 0 or renewal_unknown = 1) then 'missed'
             when notice_in_days between 0 and act_days then 'act'
             when ends_in_days <= lead_days then 'prepare'
             when ends_on is null and notice_on is null and notice_months is null and coalesce(procedure, '') <> 'in_house' then 'no_dates'
             else 'ok' end as state
    from counted as c
)

select contract_id, service, supplier_cvr, starts_on, ends_on, written_ends_on, renewed, ends_in_days, notice_on, notice_in_days, notice_months, renewal, renewal_months, options_left, state,
    case when state = 'missed' then next_end_on end                                                                     as renewed_until,
    case when state = 'missed' then cast(round(cast(value_ore * renewal_months as double) / 12) as integer) end         as renewal_ore,
    case when ends_in_days >= 0 and may_tender = 1 then tender_start_on end                                             as tender_start_on,
    case when ends_in_days >= 0 and may_tender = 1 then case when tender_start_on < as_of then 1 else 0 end end         as tender_late,
    cast(lead_days as integer) as lead_days, value_ore, term_months, procedure, may_tender, minimum_share_percent, quality_level,
    regime, coalesce(duty, 'none') as duty, all_term_ore, threshold_dkk, threshold_until, outside_ore, _file, _line
from judged
