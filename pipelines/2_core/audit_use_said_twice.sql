-- audits: core_property_use
-- severity: warn
-- says: Two rows of the list give one property the same use in two spellings: the first counts
select p.property_id, coalesce(s.grp, 'other') as sector, count(*) as row_count, min(p._file) as _file, min(p._line) as _line
from raw_properties as p
left join given_codes as s on s.list = 'sector' and s.code = lower(p.sector)
group by p.property_id, coalesce(s.grp, 'other')
having count(*) > 1
