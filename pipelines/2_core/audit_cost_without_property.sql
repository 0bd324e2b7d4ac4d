-- audits: core_cost_unallocated
-- severity: tell
-- says: Money of a cost centre found no property of the list
with

lost as (
    select coalesce(cost_centre, '') as cost_centre_key, sum(amount_ore) as lost_ore
    from core_cost_unallocated
    where reason = 'property_unknown'
    group by coalesce(cost_centre, '')
),

whole as (
    select cost_centre_key, sum(amount_ore) as whole_ore
    from core_cost_centre_month
    group by cost_centre_key
)

select
    round(l.lost_ore * 0.00000001, 2) || ' of ' || round(w.whole_ore * 0.00000001, 2) || ' million kr. of cost centre '
        || l.cost_centre_key || ' found no property' as sentence
from lost as l
join whole as w on w.cost_centre_key = l.cost_centre_key
where abs(l.lost_ore) >= 100000
order by abs(l.lost_ore) desc, l.cost_centre_key
