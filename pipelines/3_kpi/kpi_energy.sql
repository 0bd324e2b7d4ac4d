-- Heat, electricity and water of each property in its newest complete year, the heat corrected to a normal year.
--
-- grain: property_id
-- Heat without degree days stays uncorrected and says so. A year older than the limit is not used: the figure is missing.
with

limits as (
    select
        max(case when key = 'energy_stale_years' then value end)       as stale_years,
        max(case when key = 'degree_days_normal' then value end)       as degree_days_normal,
        max(case when key = 'degree_day_share_percent' then value end) as degree_day_share
    from given_thresholds
    where rule = 'input'
),

measured as (
    select e.*, x.degree_days_normal, x.degree_day_share,
        max(e.year) over (partition by e.property_id, e.kind) as newest_year
    from core_energy as e
    cross join limits as x
    cross join night as n
    where e.year < n.year and e.year >= n.year - 1 - x.stale_years
),

corrected as (
    select
        property_id,
        kind,
        year,
        degree_days,
        -- whole tenths, so that the order of meters changes no digit
        cast(round(amount_kwh * 10) as integer) as tenths_kwh,
        cast(round(amount_m3 * 10) as integer)  as tenths_m3,
        cast(round(amount_kwh * 10 * (100 - degree_day_share) * 0.01
             + coalesce(cast(amount_kwh * 10 * degree_day_share * 0.01 * degree_days_normal as double) / nullif(degree_days, 0),
                        amount_kwh * 10 * degree_day_share * 0.01)) as integer) as corrected_tenths
    from measured
    where year = newest_year
)

select
    property_id,
    max(case when kind = 'heat' then year end)                                    as heat_year,
    sum(case when kind = 'heat' then tenths_kwh end) * 0.1                        as heat_kwh,
    sum(case when kind = 'heat' then corrected_tenths end) * 0.1                  as heat_corrected_kwh,
    max(case when kind = 'heat' and degree_days is null then 0 when kind = 'heat' then 1 end) as heat_is_corrected,
    sum(case when kind = 'electricity' then tenths_kwh end) * 0.1                 as electricity_kwh,
    sum(case when kind = 'water' then tenths_m3 end) * 0.1                        as water_m3
from corrected
group by property_id
