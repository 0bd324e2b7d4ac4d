-- What the municipality owns by the register of owners (EJF), with its share; empty where no such file was delivered.
--
-- grain: bfe_number
-- The file is what was asked for by the municipality's own CVR number; where it holds other owners too, the setting ownership.cvr says which
-- is ours. A share that nobody wrote is unknown, and the property still ours.
with

own as (
    select o.bfe_number, o.owner_cvr, o.owner_code, o.share_numerator, o.share_denominator, o._file, o._line
    from raw_ownership as o
    cross join night as n
    left join (select max(value_number) as cvr from given_setting where key = 'ownership.cvr') as s on 1 = 1
    where o.registered_to is null
      and lower(coalesce(o.status, 'gældende')) in ('gældende', 'gaeldende', 'aktiv', 'in force')
      and (o.effective_to is null or substr(o.effective_to, 1, 10) > n.as_of)
      and (o.effective_from is null or substr(o.effective_from, 1, 10) <= n.as_of)
      and (s.cvr is null or cast(o.owner_cvr as integer) = cast(s.cvr as integer))
),

shares as (
    select bfe_number,
        max(owner_code) as owner_code,
        case when count(share_numerator) = count(*) and count(share_denominator) = count(*)
             then sum(cast(share_numerator * 100 as double) / nullif(share_denominator, 0)) end as share_percent,
        case when count(*) = 1 then max(share_numerator) || '/' || max(share_denominator) end as fraction,
        min(_file) as _file,
        min(_line) as _line
    from own
    group by bfe_number
)

select bfe_number, owner_code, round(share_percent, 2) as share_percent,
    -- as it was written, where there is one; several are added up
    coalesce(fraction, cast(round(share_percent, 0) as integer) || ' %') as share_text, _file, _line
from shares
