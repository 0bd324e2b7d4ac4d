-- audits: core_building_state
-- severity: warn
-- says: The register gives a building two versions for the same day: the one registered last is used
select b.id_lokalId, count(*) as version_count, min(b._file) as _file, min(b._line) as _line, min(b._record) as _record
from raw_bbr_building as b
cross join night as n
where b.registreringTil is null
  and b.virkningFra <= n.as_of_utc
  and (b.virkningTil is null or b.virkningTil > n.as_of_utc)
group by b.id_lokalId
having count(*) > 1
