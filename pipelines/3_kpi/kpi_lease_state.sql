-- Where each contract stands on the night: running, held over, ended, or given up by a decision; and what ended it.
--
-- grain: lease_id
-- held over: its end has passed and nothing renewed it, but rent was posted on the property for a later month. given_up: the newest
-- decision about the property is to leave it with an end of the lease on a day ahead. What is gone (sold, given back, closed) has no contracts.
with

paid as (
    select c.property_id, max(p.last_month) as paid_month
    from core_cost as c
    join core_period as p on p.period = c.period
    where c.category = 'rent' and c.amount_ore > 0
    group by c.property_id
)

select
    t.lease_id,
    t.property_id,
    case when t.direction = 'in' and d.verdict in ('exit', 'done') and d.effect = 'lease_ended' and d.effect_on is not null
              then case when d.effect_on <= n.as_of then 'ended' else 'given_up' end
         when coalesce(e.ends_on, t.ends_on) < n.as_of
              then case when p.paid_month > substr(t.ends_on, 1, 7) then 'held_over' else 'ended' end
         when t.starts_on > n.as_of then 'ahead'
         else 'running' end as state,
    case when d.effect = 'lease_ended' and t.direction = 'in' then d.effect_on end as given_up_on
from core_lease_term as t
cross join night as n
left join core_lease_end as e on e.lease_id = t.lease_id and e.is_next = 1
left join core_decision as d on d.property_id = t.property_id
left join paid as p on p.property_id = t.property_id
left join core_property as u on u.property_id = t.property_id
where coalesce(u.in_use, 1) = 1
