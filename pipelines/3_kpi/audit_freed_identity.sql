-- The ledger of freed resources closes to the øre: the lines come to the total, the total is before less after, and after is the accounts' own sum.
--
-- audits: kpi_freed_bridge
-- severity: error
-- says: the ledger of freed resources does not close; its tables and what reads them are held back
with

postings as (
    -- straight from the accounts' tables, not from the ledger's cells
    select substr(c.period, 1, 4) || '' as year, sum(c.amount_ore) as amount_ore
    from core_cost as c
    join given_cost_categories as g on g.category = c.category and g.running = 1
    where exists (select 1 from kpi_freed_ledger)
    group by substr(c.period, 1, 4)
    union all
    select substr(u.period, 1, 4) || '', sum(u.amount_ore)
    from core_cost_unallocated as u
    join core_account as a on a.account = u.account
    join given_cost_categories as g on g.category = a.category and g.running = 1
    where u.reason <> 'counted_by_month' and exists (select 1 from kpi_freed_ledger)
    group by substr(u.period, 1, 4)
),

books as (
    select l.year, coalesce(sum(p.amount_ore), 0) as amount_ore
    from kpi_freed_ledger as l
    left join postings as p on p.year = l.year || ''
    group by l.year
)

select b.year, 'accounts' as part, b.amount_ore as expected_ore, sum(k.amount_ore) as found_ore
from books as b
left join kpi_freed_bridge as k on k.year = b.year and k.line = 'after'
group by b.year, b.amount_ore
having b.amount_ore <> coalesce(sum(k.amount_ore), 0)
union all
select k.year, 'lines of ' || k.authority_code,
    max(case when k.line = 'total' then k.amount_ore end), sum(case when k.position > 3 then k.amount_ore else 0 end)
from kpi_freed_bridge as k
group by k.year, k.authority_code
having sum(k.unknown) = 0
   and (max(case when k.line = 'total' then k.amount_ore end) <> sum(case when k.position > 3 then k.amount_ore else 0 end)
        or max(case when k.line = 'total' then k.amount_ore end)
           <> max(case when k.line = 'before' then k.amount_ore end) - max(case when k.line = 'after' then k.amount_ore end))
