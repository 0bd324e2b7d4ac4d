-- Every contract in and out with its way out that costs least, the last day that keeps it, and what it costs to miss it; what presses first comes first.
--
-- grain: position
-- Contracts in: kpi_lease_exit, and the sums of kpi_lease_commitment. Of a contract out only the day on which it could end by the municipality's own notice.
with

bound as (
    select lease_id, sum(present_value_ore) as present_value_ore
    from kpi_lease_commitment
    group by lease_id
),

known as (
    select e.lease_id, e.property_id, 'in' as lease_direction, e.state, e.area_m2, e.rent_year_ore, e.notice_months, e.notice_basis, e.way, e.earliest_on, e.exit_on,
        case when e.rolling = 0 then e.notice_by end as notice_by, e.months, e.rent_ore_left, e.fee_ore, e.cost_ore, e.missed_months, e.missed_ore, e.rolling,
        e.making_good_ore, e.service_charge_ore, e.deposit_left_ore, e.sublet_until, e.rent_next_year_ore,
        case when e.months = 0 then e.rent_ore_left else b.present_value_ore end as present_value_ore
    from kpi_lease_exit as e
    left join bound as b on b.lease_id = e.lease_id
    union all
    select t.lease_id, t.property_id, 'out', s.state, t.area_m2, t.rent_ore, t.notice_months, t.notice_basis, w.way, w.exit_on, w.exit_on,
        case when w.rolling = 0 then w.notice_by end, null, null, null, null, null, null, w.rolling, null, null, null, null, null, null
    from core_lease_term as t
    join kpi_lease_state as s on s.lease_id = t.lease_id
    left join kpi_lease_way as w on w.lease_id = t.lease_id and w.asked = 'decided'
    where t.direction = 'out'
),

worded as (
    select k.*, row_number() over (order by case when k.notice_by is null then 1 else 0 end, k.notice_by, case when k.exit_on is null then 1 else 0 end, k.exit_on, k.lease_id) as position,
        case when k.lease_direction = 'out' then 'out' when k.state in ('ended', 'held_over') then k.state when k.way is null then 'unknown'
             when k.way = 'notice' and k.rolling = 1 then 'rolling' else k.way end as code
    from known as k
)

select
    w.position, w.lease_id, w.property_id, p.name, p.sector, w.lease_direction, w.state as lease_state, w.area_m2,
    round(w.rent_year_ore * 0.01, 2)      as rent_dkk,
    w.way as lease_way, w.earliest_on, w.exit_on, w.notice_by, w.months,
    round(w.rent_ore_left * 0.01, 2)      as commitment_dkk,
    round(w.present_value_ore * 0.01, 2)  as present_value_dkk,
    round(w.fee_ore * 0.01, 2)            as fee_dkk,
    round(w.cost_ore * 0.01, 2)           as cost_dkk,
    w.missed_months,
    round(w.missed_ore * 0.01, 2)         as missed_dkk,
    w.notice_months, w.notice_basis,
    round(w.rent_next_year_ore * 0.01, 2) as rent_next_year_dkk,
    round(w.service_charge_ore * 0.01, 2) as service_charge_dkk,
    round(w.making_good_ore * 0.01, 2)    as making_good_dkk,
    round(w.deposit_left_ore * 0.01, 2)   as deposit_left_dkk,
    w.sublet_until,
    s.name_da || case when w.sublet_until is not null then f.name_da else '' end || case when w.notice_basis = 'law' and w.way = 'notice' then d.name_da else '' end as sentence_da,
    s.name_en || case when w.sublet_until is not null then f.name_en else '' end || case when w.notice_basis = 'law' and w.way = 'notice' then d.name_en else '' end as sentence_en
from worded as w
left join core_property as p on p.property_id = w.property_id
left join given_sentences as s on s.topic = 'lease' and s.code = w.code
left join given_sentences as f on f.topic = 'lease' and f.code = 'sublet'
left join given_sentences as d on d.topic = 'lease' and d.code = 'law'
