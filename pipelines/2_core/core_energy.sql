-- What each property used of heat, electricity and water in each year, all meters together.
--
-- grain: property_id, year, kind
select
    e.property_id,
    e.year,
    coalesce(k.grp, e.kind) as kind,
    round(sum(e.amount * f.kwh), 3) as amount_kwh,
    round(sum(e.amount * f.m3), 3) as amount_m3,

    -- the file's own degree days before the given ones; a year without either is not corrected
    coalesce(max(e.degree_days), max(d.degree_days)) as degree_days,
    count(*) as meter_count,
    min(e._file) as _file,
    min(e._line) as _line
from raw_energy as e
left join given_codes as k on k.list = 'energy_kind' and k.code = lower(e.kind)
left join given_codes as u on u.list = 'energy_unit' and u.code = lower(e.unit)
left join given_energy_unit as f on f.unit = coalesce(u.grp, lower(e.unit))
left join given_degree_days as d on d.year = e.year
group by e.property_id, e.year, coalesce(k.grp, e.kind)
