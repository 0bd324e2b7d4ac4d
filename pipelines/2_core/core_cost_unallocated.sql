-- What no property was given of each account and cost centre in each month, and why: money is never lost on the way.
--
-- grain: period, account, cost_centre
-- reason: counted_by_month (the same account and cost centre has postings within the period), no_rule, shares_over_100, property_unknown (a share of a property that the list does not have) or shares_under_100.
with

given_out as (
    select period, account_key, cost_centre_key, sum(amount_ore) as amount_ore, sum(share_percent) as share_percent
    from core_cost_share
    group by period, account_key, cost_centre_key
)

select
    m.period,
    m.account_key as account,
    nullif(m.cost_centre_key, '') as cost_centre,
    m.amount_ore - coalesce(g.amount_ore, 0) as amount_ore,
    case when m.counted_elsewhere = 1 then 'counted_by_month'
         when m.rule_period is null then 'no_rule'
         when m.shares_percent > 100 then 'shares_over_100'
         when coalesce(round(g.share_percent, 6), 0) < m.shares_percent then 'property_unknown'
         else 'shares_under_100' end as reason,
    m.shares_percent,
    m.posting_count as row_count,
    m._file,
    m._line
from core_cost_centre_month as m
left join given_out as g
  on g.period = m.period and g.account_key = m.account_key and g.cost_centre_key = m.cost_centre_key
where m.amount_ore <> coalesce(g.amount_ore, 0)
   or (m.rule_period is null and m.amount_ore <> 0)
