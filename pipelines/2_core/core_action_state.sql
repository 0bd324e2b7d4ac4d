-- Where each action stands by its dated transitions: the newest one up to the night, the day it took effect and the day that ended.
--
-- grain: action_id
-- Of two transitions of one day the later state counts, whichever file has it. That money was realised is never taken from a list: the
-- accounts say it, and whoever writes it says no more than executed. An action whose property is used again goes back a state: the row stays.
with

said as (
    select s.action_id, s.on_day, s.source, s.reported_by_role, s._file, s._line,
        case when coalesce(c.grp, s.state) = 'realised' then 'executed' else coalesce(c.grp, s.state) end as state
    from raw_action_states as s
    cross join night as n
    left join given_codes as c on c.list = 'action_state' and c.code = lower(s.state)
    where s.on_day <= n.as_of
),

ranked as (
    select s.*,
        row_number() over (partition by action_id
            order by on_day desc,
                case state when 'failed' then 1 when 'withdrawn' then 2 when 'executed' then 3 when 'decided' then 4 else 5 end,
                coalesce(source, ''), coalesce(reported_by_role, '')) as place
    from said as s
    where state in ('identified', 'decided', 'executed', 'withdrawn', 'failed')
),

days as (
    -- executed, used again, executed again: the last stretch counts; written twice in a row it began with the first
    select r.action_id,
        max(case when r.state <> 'executed' then r.on_day end)     as last_other_on,
        max(case when r.state = 'executed' then r.on_day end)      as last_executed_on,
        max(case when r.state = 'decided' then r.on_day end)       as decided_on
    from ranked as r
    group by r.action_id
)

select
    r.action_id,
    r.state,
    r.on_day as state_on,
    r.source,
    r.reported_by_role,
    d.decided_on,
    min(case when e.state = 'executed' and (d.last_executed_on < d.last_other_on and e.on_day = d.last_executed_on
              or d.last_executed_on >= coalesce(d.last_other_on, '') and e.on_day >= coalesce(d.last_other_on, '')) then e.on_day end) as executed_on,
    case when d.last_executed_on is not null and r.state <> 'executed'
         then min(case when e.state <> 'executed' and e.on_day >= d.last_executed_on then e.on_day end) end as ended_on,
    r._file,
    r._line
from ranked as r
join days as d on d.action_id = r.action_id
join ranked as e on e.action_id = r.action_id
where r.place = 1
group by r.action_id, r.state, r.on_day, r.source, r.reported_by_role, d.decided_on, d.last_executed_on, d.last_other_on, r._file, r._line
