-- audits: core_price_factor
-- severity: warn
-- says: A price index or its kind has a name that no model reads; next: mend pipelines/0_given/price_index.csv
select price_index, year, kind
from given_price_index
where price_index not in ('pl_municipal', 'pl_general', 'capital', 'net_price', 'wage')
   or kind not in ('actual', 'forecast')
order by price_index, year
