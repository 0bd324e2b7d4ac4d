-- Heat, electricity and water of each property in its newest complete year, the heat corrected to a normal year, with bounds.
--
-- grain: property_id
-- Heat without degree days stays uncorrected and says so. A year older than the limit is not used: the figure is missing. Bounds: where
-- a meter is missing the sum is a lower bound and no value; a year older than the feed's newest is taken plus and minus a margin.
with

limits as (
    select
        max(case when key = 'energy_stale_years' then value end)          as stale_years,
        max(case when key = 'energy_stale_margin_percent' then value end) as margin_percent,
        max(case when key = 'degree_days_normal' then value end)          as degree_days_normal,
        max(case when key = 'degree_day_share_percent' then value end)    as degree_day_share
    from given_thresholds
    where rule = 'input'
),

lacking as (
    select property_id, kind, year, count(*) as missing
    from kpi_missing_meter
    group by property_id, kind, year
),

measured as (
    select
        e.property_id, e.kind, e.year, e.degree_days,
        case when e.kind = 'water' then e.amount_m3
             when e.kind <> 'heat' then e.amount_kwh
             else e.amount_kwh * (100 - x.degree_day_share) * 0.01
                + coalesce(cast(e.amount_kwh * x.degree_day_share * 0.01 * x.degree_days_normal as double) / nullif(e.degree_days, 0),
                           e.amount_kwh * x.degree_day_share * 0.01) end              as amount,
        max(e.year) over (partition by e.property_id, e.kind)                         as newest_year,
        case when e.year < max(e.year) over (partition by e.kind) then x.margin_percent else 0 end as margin,
        coalesce(l.missing, 0)                                                        as missing
    from core_energy as e
    cross join limits as x
    cross join night as n
    left join lacking as l on l.property_id = e.property_id and l.kind = e.kind and l.year = e.year
    where e.year < n.year and e.year >= n.year - 1 - x.stale_years
),

bounded as (
    -- tenths, so that no order of meters changes a digit
    select property_id, kind, year, degree_days, missing, margin,
        case when missing = 0 then round(amount, 1) end                               as amount,
        round(amount * (100 - margin) * 0.01, 1)                                      as low,
        case when missing = 0 then round(amount * (100 + margin) * 0.01, 1) end       as high
    from measured
    where year = newest_year and amount is not null
)

select
    property_id,
    max(case when kind = 'heat' then year end)             as heat_year,
    max(case when kind = 'heat' and degree_days is null then 0 when kind = 'heat' then 1 end) as heat_is_corrected,
    max(case when kind = 'heat' then case when missing > 0 then 'partial' when margin > 0 then 'stale' else 'whole' end end) as heat_state,
    max(case when kind = 'heat' then amount end)           as heat_corrected_kwh,
    max(case when kind = 'heat' then low end)              as heat_corrected_kwh_low,
    max(case when kind = 'heat' then high end)             as heat_corrected_kwh_high,
    max(case when kind = 'electricity' then year end)      as electricity_year,
    max(case when kind = 'electricity' then case when missing > 0 then 'partial' when margin > 0 then 'stale' else 'whole' end end) as electricity_state,
    max(case when kind = 'electricity' then amount end)    as electricity_kwh,
    max(case when kind = 'electricity' then low end)       as electricity_kwh_low,
    max(case when kind = 'electricity' then high end)      as electricity_kwh_high,
    max(case when kind = 'water' then amount end)          as water_m3
from bounded
group by property_id
