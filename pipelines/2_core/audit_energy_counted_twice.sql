-- audits: core_energy
-- severity: tell
-- says: One amount of a property's year says what its other meters say together (a total, or a main meter beside its branches): it counts twice
with

used as (
    select e.property_id, e.year, coalesce(k.grp, e.kind) as kind, e.meter, coalesce(e.amount * f.kwh, e.amount * f.m3) as amount, e._file, e._line
    from raw_energy as e
    left join given_codes as k on k.list = 'energy_kind' and k.code = lower(e.kind)
    left join given_codes as u on u.list = 'energy_unit' and u.code = lower(e.unit)
    join given_energy_unit as f on f.unit = coalesce(u.grp, lower(e.unit))
),

summed as (
    select property_id, year, kind, count(*) as meter_count, count(meter) as named, sum(amount) as total, max(amount) as largest,
        min(_file) as _file, min(_line) as _line
    from used
    where amount > 0
    group by property_id, year, kind
)

select property_id, year, kind, meter_count, round(largest, 1) as largest, round(total, 1) as total, _file, _line
from summed
where meter_count > 1
  -- rounding of many parts may differ; of two amounts only the same one twice is no chance
  and (named < meter_count and named > 0 or abs(2 * largest - total) <= case when meter_count > 2 then total * 0.001 else 0 end)
