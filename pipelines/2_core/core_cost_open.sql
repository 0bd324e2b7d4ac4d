-- Money of the last twelve complete months that was given to nobody although it may be a property's: in whole øre, never below nought.
--
-- grain: property_id
-- The cost centre belongs to one property alone and a posting of it has no rule, or the shares of a rule that names the property add up
-- to more than everything. What the property costs is not known in full until the allocation is mended.
with

centres as (
    select cost_centre, min(property_id) as property_id
    from raw_cost_allocation
    where cost_centre is not null
    group by cost_centre
    having min(property_id) = max(property_id)
),

lost as (
    select u.period, u.account, u.cost_centre, u.amount_ore, u.reason
    from core_cost_unallocated as u
    join core_period as p on p.period = u.period and p.months_in > 0
    where u.amount_ore > 0 and u.reason in ('no_rule', 'shares_over_100')
)

select property_id, sum(amount_ore) as amount_ore
from (
    select c.property_id, l.amount_ore
    from lost as l
    join centres as c on c.cost_centre = l.cost_centre
    where l.reason = 'no_rule'
    union all
    select a.property_id, m.amount_ore
    from lost as l
    join core_cost_centre_month as m on m.period = l.period and m.account_key = l.account and m.cost_centre_key = coalesce(l.cost_centre, '')
    join core_allocation as a on a.period = m.rule_period and a.account_key = m.rule_account_key and a.cost_centre_key = m.rule_cost_centre_key
    where l.reason = 'shares_over_100'
) as open_money
group by property_id
