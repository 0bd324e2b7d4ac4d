-- What the figures of an action themselves say: not reckoned and why, outside the cap, on an estimated price rise, on a baseline that was corrected, without an owner.
--
-- grain: warning, authority_code, action_id, year
-- adds to: flag_freed_warning
with

figures as (
    select r.action_id, coalesce(r.authority_code, '') as authority_code, r.year, r.reason, r.net_ore, r.other_change_ore, a.restated_ore, f.is_forecast
    from kpi_freed_result as r
    join kpi_freed_action as a on a.action_id = r.action_id and a.year = r.year
    left join core_price_factor as f on f.price_index = 'pl_municipal' and f.from_year = a.base_year and f.to_year = a.year
)

select 'not_reckoned' as warning, authority_code, action_id, year, '' as property_id, cast(null as bigint) as amount_ore, cast(null as double) as number, reason
from figures
where reason <> 'year_open'
union all
select 'costs_more', authority_code, action_id, year, '', -net_ore, null, ''
from figures
where net_ore < 0
union all
select 'beyond_baseline', authority_code, action_id, year, '', other_change_ore, null, ''
from figures
where other_change_ore > 0
union all
select 'price_estimated', authority_code, action_id, year, '', null, null, ''
from figures
where reason is null and is_forecast = 1
union all
select 'baseline_corrected', authority_code, action_id, year, '', restated_ore, null, ''
from figures
where restated_ore <> 0
union all
select 'incomplete_ledger', authority_code, '', year, '', null, unknown, ''
from kpi_freed_bridge
where line = 'total' and unknown > 0
union all
select 'unowned', coalesce(authority_code, ''), action_id, null, '', planned_saving_ore, null, ''
from core_action
where benefit_owner_role is null and state in ('decided', 'executed')
