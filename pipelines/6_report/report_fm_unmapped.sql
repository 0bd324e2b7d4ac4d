-- Running cost of the last twelve complete months to which nothing gives a service, by account and cost centre, the largest first.
-- What the shares of a pattern leave over is there as well.
--
-- grain: position
with

open_money as (
    select s.account_key, s.cost_centre_key, s.property_id, s.posting_count,
        cast(round(cast((s.amount_ore - cast(round(s.amount_ore * coalesce(r.shares_percent, 0) * 0.01) as integer)) * p.months_in as double)
            / nullif(p.month_count, 0)) as integer) as amount_ore
    from core_cost_share as s
    join core_period as p on p.period = s.period and p.months_in > 0
    join kpi_property as t on t.property_id = s.property_id
    left join core_account as a on a.account = s.account_key
    left join given_cost_categories as k on k.category = s.category
    left join core_service as c on c.category = s.category
    left join (select distinct period, account_key, cost_centre_key, shares_percent from core_service_rule where shares_percent <= 100) as r
      on r.period = s.period and r.account_key = s.account_key and r.cost_centre_key = s.cost_centre_key
    where exists (select 1 from core_service) and not (a.category is null and a.source is not null and s.category = 'uncategorised')
      and (r.shares_percent < 100 or (r.period is null and c.service is null and (k.running = 1 or s.category = 'uncategorised')))
),

summed as (
    select account_key, cost_centre_key, sum(amount_ore) as amount_ore, sum(posting_count) as postings, count(distinct property_id) as properties
    from open_money
    group by account_key, cost_centre_key
)

select row_number() over (order by amount_ore desc, account_key, cost_centre_key) as position,
    account_key as account, nullif(cost_centre_key, '') as cost_centre, round(amount_ore * 0.01, 2) as amount_dkk, postings, properties
from summed
