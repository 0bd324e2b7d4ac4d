-- The allocation of costs, rule by rule and month by month: which properties share an account, a cost centre or both.
--
-- grain: period, account_key, cost_centre_key, property_id, category_key
-- large: yes
-- index: account_key, cost_centre_key, period
-- Only months with postings. shares_percent is what the rule's shares add up to in the month: over 100 nothing may be allocated by it.
with

months as (
    -- a posting of a quarter or a year goes by the rules of all its months
    select period, first_month, last_month
    from core_period
    where posted = 1
),

valid as (
    select
        m.period,
        coalesce(a.account, '') as account_key,
        coalesce(a.cost_centre, '') as cost_centre_key,
        a.property_id,
        coalesce(k.grp, a.category, '') as category_key,
        a.share_percent, a._file, a._line
    from raw_cost_allocation as a
    join months as m
      on (a.valid_from is null or substr(a.valid_from, 1, 7) <= m.last_month)
     and (a.valid_to is null or substr(a.valid_to, 1, 7) >= m.first_month)
    left join given_codes as k on k.list = 'cost_category' and k.code = lower(a.category)
    where a.account is not null or a.cost_centre is not null
),

shares as (
    select
        period, account_key, cost_centre_key, property_id, category_key,
        round(sum(share_percent), 6) as share_percent,
        min(_file) as _file,
        min(_line) as _line
    from valid
    group by period, account_key, cost_centre_key, property_id, category_key
)

select
    period,
    account_key,
    cost_centre_key,
    property_id,
    category_key,
    share_percent,
    -- where this share begins and ends on the rule's scale, so that whole øre can be dealt out without a rest
    coalesce(round(sum(share_percent) over (
        partition by period, account_key, cost_centre_key
        order by property_id, category_key rows between unbounded preceding and 1 preceding), 6), 0) as share_from_percent,
    round(sum(share_percent) over (
        partition by period, account_key, cost_centre_key
        order by property_id, category_key rows between unbounded preceding and current row), 6) as share_to_percent,
    round(sum(share_percent) over (partition by period, account_key, cost_centre_key
        order by property_id, category_key rows between unbounded preceding and unbounded following), 6) as shares_percent,
    _file,
    _line
from shares
