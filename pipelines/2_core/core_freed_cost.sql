-- Running cost of each place and period as the ledger of freed resources counts it: every øre of the accounts in one place.
--
-- grain: place_kind, place_id, category, period
-- A place is a property, or a cost centre that an action names as shared (then whole, wherever the allocation gives it), or what no property got:
-- its cost centre, else its account. Cost centres go by the first number of their line. Empty while no action is decided.
with

shared as (
    select distinct coalesce(c.root, r.receiver_id) as root
    from core_action_receiver as r
    left join core_cost_centre_root as c on c.cost_centre = r.receiver_id
    where r.receiver_kind = 'cost_centre'
),

money as (
    select
        case when s.root is null then 'property' else 'cost_centre' end as place_kind,
        coalesce(s.root, c.property_id) as place_id,
        c.category, c.period, c.amount_ore, c._file, c._line
    from core_cost_share as c
    left join core_cost_centre_root as r on r.cost_centre = c.cost_centre_key
    left join shared as s on s.root = coalesce(r.root, c.cost_centre_key)
    union all
    select
        case when u.cost_centre is null then 'account' else 'cost_centre' end,
        coalesce(r.root, u.cost_centre, u.account),
        coalesce(a.category, 'uncategorised'), u.period, u.amount_ore, u._file, u._line
    from core_cost_unallocated as u
    left join core_cost_centre_root as r on r.cost_centre = u.cost_centre
    left join core_account as a on a.account = u.account
    where u.reason <> 'counted_by_month'
)

select
    m.place_kind,
    m.place_id,
    m.category,
    m.period,
    cast(substr(m.period, 1, 4) as integer) as year,
    sum(m.amount_ore) as amount_ore,
    min(m._file) as _file,
    min(m._line) as _line
from money as m
join given_cost_categories as g on g.category = m.category and g.running = 1
where exists (select 1 from core_action where took_effect = 1 or state = 'decided')
group by m.place_kind, m.place_id, m.category, m.period
