-- A property that must be kept, is listed or has an open building case has no flag that counts and is no exit candidate.
--
-- audits: flag_property, flag_result
-- severity: error
-- says: a protected property was flagged
select p.property_id, f.outcome_class, r.flag, r.state
from kpi_property as p
join flag_property as f on f.property_id = p.property_id
left join flag_building_case as c on c.property_id = p.property_id
left join flag_result as r on r.property_id = p.property_id and r.state in ('firm', 'open')
where (p.must_keep = 1 or p.listed = 1 or c.property_id is not null)
  and (r.flag is not null or f.outcome_class = 'exit_candidate')
