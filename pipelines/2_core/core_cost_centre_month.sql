-- What each account and cost centre cost in each month, with the allocation rule that applies to it.
--
-- grain: period, account_key, cost_centre_key
-- The most specific rule wins: account and cost centre, then cost centre alone, then account alone. counted_elsewhere: the money stands
-- in the months of the period as well, and no rule gives it out a second time.
with

postings as (
    select
        period,
        account as account_key,
        coalesce(cost_centre, '') as cost_centre_key,
        sum(amount_ore) as amount_ore,
        count(*) as posting_count,
        min(_file) as _file,
        min(_line) as _line
    from raw_costs
    group by period, account, coalesce(cost_centre, '')
),

rules as (
    select period, account_key, cost_centre_key, max(shares_percent) as shares_percent
    from core_allocation
    group by period, account_key, cost_centre_key
)

select
    p.period,
    p.account_key,
    p.cost_centre_key,
    p.amount_ore,
    p.posting_count,

    case when o.period is null then 0 else 1 end as counted_elsewhere,

    -- the rule's own key; null when there is none
    case when o.period is null then coalesce(b.period, c.period, a.period) end as rule_period,
    case when b.period is not null or (c.period is null and a.period is not null) then p.account_key
         when c.period is not null then '' end as rule_account_key,
    case when b.period is not null or c.period is not null then p.cost_centre_key
         when a.period is not null then '' end as rule_cost_centre_key,
    case when b.period is not null then b.shares_percent
         when c.period is not null then c.shares_percent
         else a.shares_percent end as shares_percent,
    p._file,
    p._line
from postings as p
left join core_cost_overlap as o on o.period = p.period and o.account = p.account_key and o.cost_centre_key = p.cost_centre_key
left join rules as b
  on b.period = p.period and b.account_key = p.account_key and b.cost_centre_key = p.cost_centre_key and p.cost_centre_key <> ''
left join rules as c on c.period = p.period and c.account_key = '' and c.cost_centre_key = p.cost_centre_key and p.cost_centre_key <> ''
left join rules as a on a.period = p.period and a.account_key = p.account_key and a.cost_centre_key = ''
