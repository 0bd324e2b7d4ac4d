-- What freed money was given to, with whose it is.
--
-- grain: allocation_id
select a.allocation_id, a.from_action_id, coalesce(c.authority_code, u.authority_code) as authority_code, a.year, a.amount_ore, a.recurring,
    coalesce(m.grp, a.paid_by, 'saving') as paid_by, a.to_function, a.used_for, a.decided_on, a.decided_by_role,
    case when a.from_action_id is null then null when c.action_id is null then 0 else c.took_effect end as took_effect,
    a._file, a._line
from raw_allocations as a
cross join (select case when min(authority_code) = max(authority_code) then min(authority_code) end as authority_code from core_property) as u
left join core_action as c on c.action_id = a.from_action_id
left join given_codes as m on m.list = 'freed_money' and m.code = lower(a.paid_by)
