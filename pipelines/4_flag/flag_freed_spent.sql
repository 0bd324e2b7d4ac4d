-- Recurring money given away that nobody has earned: more than realised in its year, of an action without effect, or paid by money that comes once.
--
-- grain: warning, authority_code, action_id, year
-- adds to: flag_freed_warning
with

early as (
    select u.from_action_id, coalesce(u.authority_code, '') as authority_code, u.year, sum(u.amount_ore) as amount_ore
    from core_freed_use as u
    cross join night as n
    where u.took_effect = 0 and u.year <= n.year and u.paid_by = 'saving'
    group by u.from_action_id, coalesce(u.authority_code, ''), u.year
),

once as (
    select coalesce(u.from_action_id, '') as action_id, coalesce(u.authority_code, '') as authority_code, u.year, sum(u.amount_ore) as amount_ore
    from core_freed_use as u
    where u.recurring = 1 and u.paid_by = 'one_off'
    group by coalesce(u.from_action_id, ''), coalesce(u.authority_code, ''), u.year
)

select 'spent_before_earned' as warning, authority_code, action_id, year, '' as property_id, ahead_ore as amount_ore, cast(null as double) as number, '' as reason
from kpi_freed_spent
where ahead_ore > 0
union all
select 'spent_before_effect', authority_code, from_action_id, year, '', amount_ore, null, ''
from early
union all
select 'one_off_on_recurring', authority_code, action_id, year, '', amount_ore, null, ''
from once
