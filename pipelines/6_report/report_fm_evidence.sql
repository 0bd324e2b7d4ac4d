-- All that is known of savings by tender, printed wherever such a saving is estimated.
--
-- grain: position
select e.position, e.evidence, e.text_da, e.text_en, e.low_percent, e.high_percent, e.source, e.dated
from given_fm_evidence as e
where exists (select 1 from kpi_fm_saving)
