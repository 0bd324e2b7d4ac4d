-- audits: core_energy
-- severity: tell
-- says: An amount of energy or water has a unit that nobody knows, and is in no sum
select e.property_id, e.year, e.kind, e.unit, e.amount, e._file, e._line
from raw_energy as e
left join given_codes as u on u.list = 'energy_unit' and u.code = lower(e.unit)
left join given_energy_unit as f on f.unit = coalesce(u.grp, lower(e.unit))
where f.unit is null
