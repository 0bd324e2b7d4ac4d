-- Price, delivery, quality and own hours of each service at each property in one row, the dearest first within each service, with a remark.
--
-- grain: position
-- remark, the first that holds: not_delivered (paid for, and less delivered than the limit), low_quality (fewer checks passed than the limit), cheap_with_own (cheaper than the
-- median, and own hours are more than the limit's share of the price), not_measured (neither hours nor checks), measured.
with

limits as (
    select max(case when key = 'delivery_least_percent' then value end) as delivery, max(case when key = 'quality_least_percent' then value end) as quality,
        max(case when key = 'own_share_percent' then value end) as own_share
    from given_thresholds
    where rule = 'fm'
),

remarked as (
    select d.*, p.name, s.ratio, x.delivery, x.quality,
        case when d.delivery_percent < x.delivery and d.cost_ore_low > 0 then 'not_delivered'
             when d.quality_percent < x.quality then 'low_quality'
             when s.ratio < 1 and d.own_ore * 100 > x.own_share * d.cost_ore then 'cheap_with_own'
             when d.delivery_percent is null and d.quality_percent is null then 'not_measured' else 'measured' end as remark
    from kpi_fm_delivery as d
    join core_property as p on p.property_id = d.property_id
    left join kpi_fm_spread as s on s.property_id = d.property_id and s.service = d.service
    cross join limits as x
)

select
    row_number() over (order by r.position, case when r.cost_per_m2_dkk is null then 1 else 0 end, r.cost_per_m2_dkk desc, r.property_id) as position,
    r.property_id, r.name, r.service, r.basis as price_basis, r.level,
    round(r.cost_ore * 0.01, 2)       as cost_dkk,
    round(r.cost_ore_low * 0.01, 2)   as cost_dkk_low,
    round(r.cost_ore_high * 0.01, 2)  as cost_dkk_high,
    r.m2, r.cost_per_m2_dkk, r.ordered_hours, r.delivered_hours, r.measured_months, r.cost_per_hour_dkk, r.delivery_percent, r.quality_percent,
    round(r.deductions_ore * 0.01, 2) as deductions_dkk,
    r.own_hours,
    round(r.full_ore * 0.01, 2)       as full_dkk,
    round(r.full_ore_low * 0.01, 2)   as full_dkk_low,
    round(r.full_ore_high * 0.01, 2)  as full_dkk_high,
    r.full_per_m2_dkk, r.remark,
    replace(replace(w.name_da, '{delivery}', cast(r.delivery as integer) || ''), '{quality}', cast(r.quality as integer) || '') as sentence_da,
    replace(replace(w.name_en, '{delivery}', cast(r.delivery as integer) || ''), '{quality}', cast(r.quality as integer) || '') as sentence_en
from remarked as r
left join given_sentences as w on w.topic = 'fm_remark' and w.code = r.remark
