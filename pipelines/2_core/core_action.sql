-- The actions, one row each, with what the decision on the same property says where the action leaves it open.
--
-- grain: action_id
-- State: the newest dated transition; else what the list says; else by the days. A decision that took effect has executed the action that
-- leaves its property. effect_on is the day on which it was executed, else the day that is planned.
with

named as (
    select a.*,
        coalesce(k.grp, a.kind) as kind_code,
        coalesce(u.grp, a.purpose, 'efficiency') as purpose_code,
        coalesce(g.grp, a.category) as category_code,
        case coalesce(c.grp, a.state) when 'realised' then 'executed' else coalesce(c.grp, a.state) end as listed_state
    from raw_actions as a
    left join given_codes as k on k.list = 'action_kind' and k.code = lower(a.kind)
    left join given_codes as u on u.list = 'action_purpose' and u.code = lower(a.purpose)
    left join given_codes as c on c.list = 'action_state' and c.code = lower(a.state)
    left join given_codes as g on g.list = 'cost_category' and g.code = lower(a.category)
),

joined as (
    -- only an action that leaves the property grows out of the decision to leave it
    select a.*, s.state as dated_state, s.state_on, s.source, s.executed_on, s.ended_on, n.as_of, n.year,
        s.decided_on as dated_decided_on, d.decided_on as decision_on, d.decided_by_role as decision_by_role, d.effect_on as decision_effect_on,
        coalesce(d.took_effect, 0) as decision_took_effect
    from named as a
    cross join night as n
    left join core_action_state as s on s.action_id = a.action_id
    left join core_decision as d on d.property_id = a.property_id and d.verdict in ('exit', 'done') and a.kind_code in ('sell', 'demolish', 'end_lease', 'move')
),

stated as (
    select j.*,
        coalesce(j.decided_on, j.dated_decided_on, j.decision_on) as decided_day,
        coalesce(j.executed_on, j.effect_on, j.decision_effect_on) as effect_day,
        case when dated_state in ('withdrawn', 'failed') or (dated_state is not null and ended_on is not null) then dated_state
             when decision_took_effect = 1 then 'executed'
             when dated_state is not null then dated_state
             when listed_state is not null then listed_state
             when coalesce(j.effect_on, j.decision_effect_on) <= j.as_of and coalesce(j.decided_on, j.decision_on) <= j.as_of then 'executed'
             when coalesce(j.decided_on, j.decision_on) <= j.as_of then 'decided'
             else 'identified' end as state_code
    from joined as j
)

select
    s.action_id, s.property_id, p.name as property_name, p.authority_code, p.sector, p.locality,
    s.kind_code as kind, s.title, s.purpose_code as purpose, s.category_code as category,
    s.state_code as state, s.state_on, s.source as state_source,
    s.decided_day as decided_on, coalesce(s.decided_by_role, s.decision_by_role) as decided_by_role, s.benefit_owner_role,
    s.effect_day as effect_on, s.effect_on as planned_effect_on, s.ended_on,
    case when s.effect_day <= s.as_of and (s.state_code = 'executed' or s.ended_on is not null) then 1 else 0 end as took_effect,
    coalesce(s.baseline_year, cast(substr(s.effect_day, 1, 4) as integer) - 1) as baseline_year,
    s.planned_saving_ore,
    coalesce(s.price_year, s.baseline_year, cast(substr(s.effect_day, 1, 4) as integer) - 1) as price_year,
    -- only who leaves frees the whole property; a tender frees none
    coalesce(s.area_m2, case when s.kind_code in ('sell', 'demolish', 'end_lease', 'move') then coalesce(p.area_m2, p.register_bda_m2) when s.kind_code = 'tender' then 0.0 end) as area_m2,
    s._file, s._line
from stated as s
left join core_property as p on p.property_id = s.property_id
