-- The address of each property by the register of locations (EBR): the newest one in force for each BFE number.
--
-- grain: bfe_number
-- A property may have several; the one registered last speaks, and of equal ones the first in the alphabet.
with

current as (
    select l.bestemtFastEjendomBFENr as bfe_number, l.betegnelse, l.husnummerLokalId, l._file, l._line, l._record,
        row_number() over (
            partition by l.bestemtFastEjendomBFENr
            order by case when l.betegnelse is null then 1 else 0 end, l.registreringFra desc, l.virkningFra desc, l.betegnelse, l.row_key desc) as location_rank
    from raw_ebr_location as l
    cross join night as n
    where l.registreringTil is null
      and l.virkningFra <= n.as_of_utc
      and (l.virkningTil is null or l.virkningTil > n.as_of_utc)
      and lower(coalesce(l.status, 'gældende')) in ('gældende', 'gaeldende', '3')
      and l.bestemtFastEjendomBFENr is not null
)

select bfe_number, betegnelse as address, husnummerLokalId as house_number_id, _file, _line, _record
from current
where location_rank = 1
