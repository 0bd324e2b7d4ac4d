-- Money of the last twelve complete months that belongs to a service and that no property got, in whole øre: wages of own staff on one cost centre, say.
--
-- grain: service
-- It needs a share by hours or by m2 in the allocation before anybody's price is whole. Money that is no service is service unmapped.
with

lost as (
    select u.period, u.account, coalesce(u.cost_centre, '') as cost_centre_key,
        cast(round(cast(u.amount_ore * p.months_in as double) / nullif(p.month_count, 0)) as integer) as amount_ore
    from core_cost_unallocated as u
    join core_period as p on p.period = u.period and p.months_in > 0
    where u.reason <> 'counted_by_month'
),

mapped as (
    select coalesce(r.service, c.service, 'unmapped') as service,
        case when r.period is null then l.amount_ore
             else cast(round(l.amount_ore * r.share_to_percent * 0.01) as integer) - cast(round(l.amount_ore * r.share_from_percent * 0.01) as integer) end as amount_ore
    from lost as l
    left join core_service_rule as r on r.period = l.period and r.account_key = l.account and r.cost_centre_key = l.cost_centre_key and r.shares_percent <= 100
    left join core_account as a on a.account = l.account
    left join core_service as c on c.category = a.category
)

select m.service, v.position, sum(m.amount_ore) as amount_ore
from mapped as m
join core_service as v on v.service = m.service
group by m.service, v.position
