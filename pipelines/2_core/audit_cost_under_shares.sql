-- audits: core_cost_unallocated
-- severity: tell
-- says: Shares of a cost centre or account come to less than 100 percent: the rest of its money is on no property
select distinct
    'the shares of ' || case when coalesce(cost_centre, '') <> '' then 'cost centre ' || cost_centre else 'account ' || account end
        || ' come to ' || round(shares_percent, 1) || ' percent' as sentence
from core_cost_unallocated
where reason = 'shares_under_100'
  and abs(amount_ore) >= 100000
order by sentence
