-- What each property paid for each service in each period of the last twelve months, in whole øre, by kind of cost.
--
-- grain: property_id, service, period, category
-- large: yes
-- scan: core_cost_share, once for its money and once for what the shares of a pattern leave over
-- service_map says the service; where it says nothing the kind of cost is the service where it is one by itself. not_counted: capital, one-off money, and what
-- service_map says is none of a service (internal transfers, calculated cost). unmapped: running cost that has no service.
with

mapped as (
    select
        s.property_id, s.period, s.category, s.posting_count, s._file, s._line,
        case when a.category is null and a.source is not null and s.category = 'uncategorised' then 'not_counted'
             when r.period is not null and r.shares_percent <= 100 then r.service
             when c.service is not null then c.service
             when k.running = 0 and s.category <> 'uncategorised' then 'not_counted'
             else 'unmapped' end                                                                        as service,
        case when r.period is not null and r.shares_percent <= 100 then 1 else 0 end                    as by_map,
        case when a.category is null and a.source is not null and s.category = 'uncategorised' and coalesce(r.share_from_percent, 0) > 0 then 0
             when a.category is null and a.source is not null and s.category = 'uncategorised' then s.amount_ore
             when r.period is not null and r.shares_percent <= 100
             then cast(round(s.amount_ore * r.share_to_percent * 0.01) as integer) - cast(round(s.amount_ore * r.share_from_percent * 0.01) as integer)
             when coalesce(r.share_from_percent, 0) > 0 then 0
             else s.amount_ore end                                                                      as amount_ore
    from core_cost_share as s
    join core_period as p on p.period = s.period and p.months_in > 0
    left join core_account as a on a.account = s.account_key
    left join given_cost_categories as k on k.category = s.category
    left join core_service as c on c.category = s.category
    left join core_service_rule as r on r.period = s.period and r.account_key = s.account_key and r.cost_centre_key = s.cost_centre_key
    where exists (select 1 from core_service)
    union all
    -- what the shares of a pattern leave over
    select s.property_id, s.period, s.category, 0, s._file, s._line, 'unmapped', 1, s.amount_ore - cast(round(s.amount_ore * r.shares_percent * 0.01) as integer)
    from core_service_rule as r
    join core_cost_share as s on s.period = r.period and s.account_key = r.account_key and s.cost_centre_key = r.cost_centre_key
    left join core_account as a on a.account = s.account_key
    where r.share_from_percent = 0 and r.shares_percent < 100 and not (a.category is null and a.source is not null and s.category = 'uncategorised')
)

select property_id, service, period, category, sum(amount_ore) as amount_ore, sum(case when amount_ore < 0 then amount_ore else 0 end) as income_ore,
    max(by_map) as by_map, sum(posting_count) as posting_count, min(_file) as _file, min(_line) as _line
from mapped
group by property_id, service, period, category
having sum(posting_count) > 0 or sum(amount_ore) <> 0
