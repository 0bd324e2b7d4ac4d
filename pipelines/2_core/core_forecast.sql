-- Expected users of each sector in each area and year.
--
-- grain: sector, locality, year
-- A forecast without an area is for the whole municipality. parts counts the words that one sector was forecast under.
select
    coalesce(s.grp, f.sector) as sector,
    f.locality,
    f.year,
    sum(f.users) as users,
    count(f.users) as parts,
    min(f._file) as _file,
    min(f._line) as _line
from raw_forecast as f
left join given_codes as s on s.list = 'sector' and s.code = lower(f.sector)
group by coalesce(s.grp, f.sector), f.locality, f.year
