-- The same portfolio judged by each named rule set: which properties it can judge and which it points at.
--
-- grain: rule_set, property_id
-- flags: any firm flag that says not needed or underused. attendance: people over what the usable area gives by m2_per_person.
-- vacancy: the share of the places nobody uses.
with

persons as (
    select p.property_id, p.sector, p.net_area_m2, p.net_area_m2_low, p.net_area_m2_high, p.whole_m2, p.users, p.capacity,
        coalesce(p.persons_present, p.users) as people
    from kpi_property as p
    where p.tenure <> 'leased_out'
),

needs as (
    select property_id,
        max(case when r.state = 'firm' and r.signal in ('not_needed', 'underused') then 1 else 0 end)                     as pointed,
        max(case when d.settles in ('need', 'users') and r.state in ('none', 'firm', 'guarded') then 1 else 0 end)        as judged
    from flag_result as r
    join given_rules as d on d.rule = r.rule
    group by property_id
),

rated as (
    select s.rule_set, s.method, s.limit_percent, p.property_id, p.sector, p.net_area_m2, p.net_area_m2_low, p.net_area_m2_high, n.pointed, n.judged,
        case s.method
            when 'attendance' then cast(p.people * s.m2_per_person * 10000 as double) / nullif(p.whole_m2 * s.usable_share_percent, 0)
            when 'vacancy' then 100 - cast(p.users * 100 as double) / nullif(p.capacity, 0) end as rate
    from given_rule_sets as s
    join persons as p on s.sector is null or p.sector = s.sector
    left join needs as n on n.property_id = p.property_id
)

select
    rule_set,
    property_id,
    sector,
    net_area_m2,
    net_area_m2_low,
    net_area_m2_high,
    round(rate, 1) as rate_percent,
    case when method = 'flags' then coalesce(judged, 0) when rate is null then 0 else 1 end as judged,
    case when method = 'flags' then coalesce(pointed, 0)
         when method = 'attendance' and rate < limit_percent then 1
         when method = 'vacancy' and rate > limit_percent then 1
         else 0 end as pointed
from rated
