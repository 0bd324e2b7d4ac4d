-- Each contract in with the way out that costs least, counted from the day on which a decision begun tonight is made.
--
-- grain: lease_id
-- index: property_id
-- earliest_on is the earliest of all ways, whatever it costs; exit_on the cheapest. rent_ore_left is the rent from the night until exit_on (the
-- commitment), fee_ore what leaving then costs beside. A sublease that runs longer has to be ended first: sublet_until. No way at all, or no
-- day, leaves them null.
with

earliest as (
    select lease_id, min(exit_on) as earliest_on
    from kpi_lease_option
    where asked = 'decided'
    group by lease_id
),

let_out as (
    select t.property_id, max(w.exit_on) as until_on, count(*) as subleases
    from core_lease_term as t
    join kpi_lease_state as s on s.lease_id = t.lease_id and s.state in ('running', 'held_over')
    left join kpi_lease_way as w on w.lease_id = t.lease_id and w.asked = 'decided'
    where t.direction = 'out'
    group by t.property_id
)

select
    t.lease_id, t.property_id, s.state, t.area_m2, t.rent_ore as rent_year_ore, t.notice_months, t.notice_basis, t.terms_known,
    o.way, e.earliest_on, o.exit_on, o.notice_by, o.months,
    o.cost_ore - o.fee_ore as rent_ore_left, o.fee_ore, o.cost_ore,
    o.missed_months, o.missed_ore, o.rolling,
    t.making_good_ore, t.service_charge_ore, t.deposit_left_ore,
    case when l.subleases > 0 then 1 else 0 end as sublet,
    case when l.until_on > o.exit_on then l.until_on end as sublet_until,

    -- the rent of next year, where the contract says how it moves
    case when t.index_kind = 'unregulated' then t.rent_ore
         when t.index_percent is not null then cast(round(cast(t.rent_ore * (100 + t.index_percent) as double) / nullif(100, 0), 0) as integer) end as rent_next_year_ore,
    t._file, t._line
from core_lease_term as t
join kpi_lease_state as s on s.lease_id = t.lease_id
left join kpi_lease_option as o on o.lease_id = t.lease_id and o.asked = 'decided' and o.place = 1
left join earliest as e on e.lease_id = t.lease_id
left join let_out as l on l.property_id = t.property_id
where t.direction = 'in'
