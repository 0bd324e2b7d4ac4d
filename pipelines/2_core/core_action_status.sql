-- Every status that was delivered, with the half-year that it belongs to, the baseline that it is held against, and why it does not count.
--
-- grain: action_id, status_on
-- index: action_id, half
-- refusal: future, unknown_action, no_baseline, before_baseline (dated before the first), not_approved, after_close (the action was closed by
-- then). late: approved after the half-year's last day for it; it changes no light, but a track that it says is one. override_refusal: without_reason,
-- unknown. newest: 1 for the one of its half that its light is taken from.
with

held as (
    select s.action_id, s.status_on, min(b.from_on) as first_on,
        max(case when b.from_on <= s.status_on and (b.newer_on is null or b.newer_on > s.status_on) then b.version end) as version
    from raw_action_statuses as s
    join core_action_baseline as b on b.action_id = s.action_id
    group by s.action_id, s.status_on
),

judged as (
    select s.*, x.version, h.half, h.half_number, h.report_by, coalesce(s.approved_on, s.status_on) as approved_day,
        coalesce(t.grp, lower(s.track)) as track_code, coalesce(l.grp, lower(s.override)) as override_code,
        case when s.status_on > n.as_of then 'future'
             when a.action_id is null then 'unknown_action'
             when x.first_on is null then 'no_baseline'
             when s.status_on < x.first_on then 'before_baseline'
             when s.approved_by_role is null or coalesce(s.approved_on, s.status_on) > n.as_of then 'not_approved' end as own_refusal
    from raw_action_statuses as s
    cross join night as n
    left join core_action as a on a.action_id = s.action_id
    left join held as x on x.action_id = s.action_id and x.status_on = s.status_on
    left join core_half as h on s.status_on > h.report_opened and s.status_on <= h.report_by
    left join given_codes as t on t.list = 'action_track' and t.code = lower(s.track)
    left join given_codes as l on l.list = 'action_light' and l.code = lower(s.override)
),

closed as (
    select s.*, min(case when own_refusal is null and track_code = 'close' then status_on end) over (partition by action_id) as closed_on
    from judged as s
),

told as (
    select s.*,
        coalesce(own_refusal, case when status_on > closed_on then 'after_close' end)                        as refusal,
        case when approved_day > report_by then 1 else 0 end                                             as late,
        case when own_refusal is null and (closed_on is null or status_on <= closed_on) and approved_day <= report_by then 1 else 0 end as counts,
        case when override_code is null then null when override_code not in ('green', 'yellow', 'red') then 'unknown'
             when override_reason is null then 'without_reason' end                                      as override_refusal
    from closed as s
)

select
    action_id, status_on, half, half_number, version, refusal, late,
    case when counts = 1 and row_number() over (partition by action_id, half, counts order by status_on desc) = 1 then 1 else 0 end as newest,
    forecast_cost_ore, forecast_finish_on, forecast_gross_benefit_ore as forecast_benefit_ore, forecast_area_m2, forecast_quality, price_year,
    status_note as note, reported_by_role, approved_by_role, approved_day as approved_on,
    case when track_code in ('back', 'replan', 'close') then track_code end as track, track_due_on, closed_on,
    case when override_refusal is null then override_code end as override,
    override_reason, override_refusal,
    _file, _line
from told
