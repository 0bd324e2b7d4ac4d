-- The missing data, the datum first that would settle the most square metres.
--
-- grain: rank
select
    row_number() over (order by coalesce(m.area_m2, 0) desc, m.open_flags desc, m.property_id, m.datum) as rank,
    m.datum, m.feed, m.property_id, m.name, m.sector, 1 as properties, m.area_m2, m.open_flags,
    s.name_da as sentence_da, s.name_en as sentence_en
from flag_missing as m
left join given_sentences as s on s.topic = 'datum' and s.code = m.datum
