-- audits: core_cost_uncategorised
-- severity: matter
-- says: Accounts whose money went to properties without a kind of cost, so that it is no running cost; next: name the kind in pipelines/0_given/accounts.csv, or in the allocation's column category
select account, round(amount_ore * 0.01, 2) as amount_dkk, posting_count as postings, property_count as properties,
    round(sum(amount_ore) over () * 0.01, 2) as together_dkk
from core_cost_uncategorised
where material = 1
order by abs(amount_ore) desc, account
