-- The newest public valuation of each property, as an order of magnitude: between which two values of one digit it lies.
--
-- grain: bfe_number
-- scan: raw_vur_valuation, read once when valuations come, which is a few times a year
-- A valuation of several properties says nothing of one of them, nor does one of 0 kr. (what is exempt is not valued). Nothing of this is
-- in a flag, a candidate's saving or the plan's money: the public valuation of a school is no price.
with

crossed as (
    select BFEnummer as bfe_number, fkEjendomsvurderingID as valuation_id,
        count(*) over (partition by fkEjendomsvurderingID) as properties
    from (select distinct BFEnummer, fkEjendomsvurderingID from raw_vur_bfe) as x
),

ranked as (
    select c.bfe_number, v.aar as valued_year, v.ejendomvaerdi_ore, v._file, v._line, v._record,
        row_number() over (partition by c.bfe_number order by v.aar desc, v.ajourfoeringDato desc, v.row_key desc) as value_rank
    from crossed as c
    join raw_vur_valuation as v on v.valuation_id = c.valuation_id
    cross join night as n
    where c.properties = 1 and v.ejendomvaerdi_ore > 0 and v.aar <= n.year
),

steps as (
    select r.*,
        case when ejendomvaerdi_ore >= 100000000000 then 100000000000 when ejendomvaerdi_ore >= 10000000000 then 10000000000
             when ejendomvaerdi_ore >= 1000000000 then 1000000000 when ejendomvaerdi_ore >= 100000000 then 100000000
             when ejendomvaerdi_ore >= 10000000 then 10000000 else 1000000 end as step_ore
    from ranked as r
    where value_rank = 1
)

select
    bfe_number,
    valued_year,
    cast(cast(ejendomvaerdi_ore as double) / nullif(step_ore, 0) as integer) * step_ore       as value_ore_low,
    (cast(cast(ejendomvaerdi_ore as double) / nullif(step_ore, 0) as integer) + 1) * step_ore as value_ore_high,
    _file,
    _line,
    _record
from steps
