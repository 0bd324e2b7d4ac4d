-- The rent of each lease per m² beside the municipality's other leases of the sector, with what follows from it.
--
-- grain: lease_id
select
    r.lease_id, r.property_id, p.name, r.sector, r.peers,
    round(r.ore_per_m2 * 0.01, 2)      as rent_dkk_per_m2,
    round(r.peer_ore_per_m2 * 0.01, 2) as peer_dkk_per_m2,
    r.difference_percent,
    r.verdict as rent_verdict,
    r.review_from,
    r.may_ask,
    s.name_da as sentence_da,
    s.name_en as sentence_en
from kpi_lease_rent as r
left join core_property as p on p.property_id = r.property_id
left join given_sentences as s on s.topic = 'lease_rent'
     and s.code = case when r.ore_per_m2 is null then 'not_known' when r.verdict is null then 'few' when r.verdict in ('ask', 'ask_strong') and r.may_ask = 0 then 'ask_later' else r.verdict end
