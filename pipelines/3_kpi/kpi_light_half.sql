-- Every half-year for which an action owes a status and has one, or no longer can have one, with the status and the baseline that it is held against.
--
-- grain: action_id, half
-- index: half
-- Owed from the half-year in which the first baseline was approved to the one in which the action ended: took effect, was closed, withdrawn or
-- failed, or was split into others; what is written of one that has ended is its benefit report, and no light. Of one withdrawn on a day
-- that nobody wrote nothing is owed. While a half-year can still be reported it has no row: nothing changes between. unreported counts the
-- half-years in a row without a status, this one included.
with

lives as (
    select b.action_id, a.property_id, a.title, a.purpose, a.effect_on, s.closed_on, b.from_on as begins_on,
        case when a.state in ('withdrawn', 'failed') then coalesce(a.state_on, a.ended_on) when a.took_effect = 1 then a.effect_on end as done_on,
        case when a.state in ('withdrawn', 'failed') and coalesce(a.state_on, a.ended_on) is null then 1 else 0 end as ended_some_day,
        p.split_on
    from core_action_baseline as b
    join core_action as a on a.action_id = b.action_id
    left join (select action_id, min(closed_on) as closed_on from core_action_status where refusal is null group by action_id) as s on s.action_id = b.action_id
    left join (select split_from, min(approved_on) as split_on from core_action_first where split_from is not null group by split_from) as p on p.split_from = b.action_id
    where b.place = 1
),

owed as (
    select l.action_id, l.property_id, l.title, l.purpose, l.closed_on, h.half, h.half_number, h.ends_on, h.report_by, s.status_on, n.as_of as night_on
    from lives as l
    cross join night as n
    join core_half as h on h.ends_on <= n.as_of
    left join core_action_status as s on s.action_id = l.action_id and s.half = h.half and s.newest = 1
    where h.starts_on <= coalesce(l.done_on, h.starts_on)
      and (s.status_on is not null
           or (l.begins_on <= h.ends_on and h.report_by < n.as_of and l.ended_some_day = 0
               and h.starts_on <= coalesce(l.closed_on, h.starts_on) and h.ends_on < coalesce(l.split_on, '9999-12-31')))
),

counted as (
    select o.*,
        o.half_number - coalesce(
            max(case when status_on is not null then half_number end) over (partition by action_id order by half_number rows between unbounded preceding and current row),
            min(half_number) over (partition by action_id) - 1) as unreported
    from owed as o
),

-- without a status, the baseline that was the newest when the half-year ended
versions as (
    select c.action_id, c.half, max(b.version) as version
    from counted as c
    join core_action_baseline as b on b.action_id = c.action_id and b.from_on <= coalesce(c.status_on, c.ends_on)
                                       and (b.newer_on is null or b.newer_on > coalesce(c.status_on, c.ends_on))
    group by c.action_id, c.half
)

select
    c.action_id, c.half, c.half_number, c.property_id, c.title, c.purpose, c.ends_on, c.report_by, c.status_on, c.unreported,
    case when c.closed_on is not null and c.closed_on = c.status_on then 1 else 0 end as closing,
    v.version
from counted as c
join versions as v on v.action_id = c.action_id and v.half = c.half
