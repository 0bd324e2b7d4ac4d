-- The price of each constraint: no rows as long as no plan has been made.
--
-- grain: position
select
    null as position, null as code, null as kind, null as title_da, null as title_en, null as price_dkk,
    null as price_m2, null as why_not_percent, null as sentence_da, null as sentence_en
from night
where as_of is null
