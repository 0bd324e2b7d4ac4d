-- Recurring money given away in each year of the ledger against what was realised in it: of each action, and of an authority in all.
--
-- grain: authority_code, action_id, year
-- Without an action it is the authority's whole: the pool pays what no action's own money does. What recurs counts in every year from its own on.
-- What nobody can reckon yet is not earned: unknown says of how many actions.
with

earned as (
    select r.action_id, coalesce(r.authority_code, '') as authority_code, r.year, r.counted_ore, case when r.counted_ore is null then 1 else 0 end as unknown
    from kpi_freed_result as r
    join kpi_freed_ledger as l on l.year = r.year
),

spent as (
    select u.from_action_id, coalesce(u.authority_code, '') as authority_code, l.year, sum(u.amount_ore) as amount_ore
    from core_freed_use as u
    join kpi_freed_ledger as l on l.year >= u.year
    where u.recurring = 1 and u.paid_by = 'saving'
    group by u.from_action_id, coalesce(u.authority_code, ''), l.year
),

pairs as (
    select s.authority_code, s.from_action_id as action_id, s.year, s.amount_ore as spent_ore, coalesce(e.counted_ore, 0) as earned_ore, coalesce(e.unknown, 1) as unknown
    from spent as s
    left join earned as e on e.action_id = s.from_action_id and e.year = s.year
    where s.from_action_id is not null
    union all
    select s.authority_code, '', s.year, sum(s.amount_ore), coalesce(max(t.counted_ore), 0), coalesce(max(t.unknown), 0)
    from spent as s
    left join (select authority_code, year, sum(counted_ore) as counted_ore, sum(unknown) as unknown from earned group by authority_code, year) as t
      on t.authority_code = s.authority_code and t.year = s.year
    group by s.authority_code, s.year
)

select authority_code, action_id, year, spent_ore, earned_ore, unknown,
    case when spent_ore > earned_ore then spent_ore - earned_ore else 0 end as ahead_ore
from pairs
