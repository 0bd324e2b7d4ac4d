-- No cost cell is in two lines of the ledger: one row for a year, or two that change hands on one day.
--
-- audits: kpi_freed_cell
-- severity: error
-- says: a cost cell stands in two lines of the ledger of freed resources; its tables and what reads them are held back
select place_kind, place_id, category, year, count(*) as parts
from kpi_freed_cell
group by place_kind, place_id, category, year
having count(*) > 1
   and not (count(*) = 2 and sum(case when stretch = 'before' then 1 else 0 end) = 1 and sum(case when stretch = 'after' then 1 else 0 end) = 1)
