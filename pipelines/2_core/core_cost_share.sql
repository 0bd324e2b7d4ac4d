-- Each property's share of each account and cost centre in each month, in whole øre.
--
-- grain: period, account_key, cost_centre_key, property_id, category_key
-- large: yes
-- index: property_id
-- rebuild: property_id
-- Rules whose shares add up to more than 100 percent and shares of properties that the list does not have are left out: their money
-- is in core_cost_unallocated.
select
    m.period,
    m.account_key,
    m.cost_centre_key,
    a.property_id,
    a.category_key,
    -- the rule's kind of cost, else the account's; a word that no kind has says nothing
    coalesce(k.category, g.category, 'uncategorised') as category,
    a.share_percent,
    cast(round(m.amount_ore * a.share_to_percent * 0.01) as integer)
        - cast(round(m.amount_ore * a.share_from_percent * 0.01) as integer) as amount_ore,
    m.posting_count,

    -- where the money stands, and the row of the allocation that gave the share
    m._file,
    m._line,
    a._file as allocation_file,
    a._line as allocation_line
from core_cost_centre_month as m
join core_allocation as a
  on a.account_key = m.rule_account_key and a.cost_centre_key = m.rule_cost_centre_key and a.period = m.rule_period
join core_property as p on p.property_id = a.property_id
left join given_cost_categories as k on k.category = a.category_key
left join core_account as g on g.account = m.account_key
where m.shares_percent <= 100
