-- Running cost of the last twelve complete months to which nothing gives a service, by account and cost centre, the largest first.
--
-- grain: position
with

open_money as (
    select s.account_key, s.cost_centre_key, s.property_id, s.posting_count,
        cast(round(cast(s.amount_ore * p.months_in as double) / nullif(p.month_count, 0)) as integer) as amount_ore
    from core_cost_share as s
    join core_period as p on p.period = s.period and p.months_in > 0
    join kpi_property as t on t.property_id = s.property_id
    left join core_account as a on a.account = s.account_key
    left join given_cost_categories as k on k.category = s.category
    left join core_service as c on c.category = s.category
    left join (select distinct period, account_key, cost_centre_key from core_service_rule where shares_percent <= 100) as r
      on r.period = s.period and r.account_key = s.account_key and r.cost_centre_key = s.cost_centre_key
    where r.period is null and c.service is null and exists (select 1 from core_service)
      and (k.running = 1 or (s.category = 'uncategorised' and not (a.category is null and a.source is not null)))
),

summed as (
    select account_key, cost_centre_key, sum(amount_ore) as amount_ore, sum(posting_count) as postings, count(distinct property_id) as properties
    from open_money
    group by account_key, cost_centre_key
)

select row_number() over (order by amount_ore desc, account_key, cost_centre_key) as position,
    account_key as account, nullif(cost_centre_key, '') as cost_centre, round(amount_ore * 0.01, 2) as amount_dkk, postings, properties
from summed
