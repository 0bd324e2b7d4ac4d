-- What several actions hold of one cost cell together comes to the cell.
--
-- audits: kpi_freed_share
-- severity: error
-- says: the shares of a cost cell of the ledger of freed resources do not come to it; its tables and what reads them are held back
select s.place_kind, s.place_id, s.category, s.year, s.stretch, c.actual_ore, sum(s.actual_ore) as shares_ore
from kpi_freed_share as s
join kpi_freed_cell as c on c.place_kind = s.place_kind and c.place_id = s.place_id and c.category = s.category and c.year = s.year and c.stretch = s.stretch
group by s.place_kind, s.place_id, s.category, s.year, s.stretch, c.actual_ore, c.indexed_ore
having max(s.share_unknown) = 0 and c.indexed_ore is not null
   and (sum(s.actual_ore) <> c.actual_ore or sum(s.indexed_ore) <> c.indexed_ore)
