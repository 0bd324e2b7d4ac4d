-- What every way out of a lease costs until the premises are left, which is the cheapest, and what it costs to miss its last day of notice.
--
-- grain: lease_id, asked, way
-- A month's rent is due on its first day: months counts those from the night on. cost_ore is the rent until then and the fee; making good is due at
-- every end and weighs on none. missed_ore is what the cheapest way that is left then costs more: the next end of the same way, or another whose
-- last day of notice comes later. Null where nothing can be missed, the rent is not known, or a contract's stated day has passed by then: what an
-- ordinary notice leads to is reckoned from the night alone. place 1 is the cheapest, at the same cost the earlier.
with

night_month as (
    select m.month_number, case when substr(n.as_of, 9, 2) = '01' then 1 else 0 end as on_first
    from night as n
    join given_months as m on m.month = substr(n.as_of, 1, 7)
),

counted as (
    select w.*, t.rent_ore, b.month_number as notice_month,
        m.month_number + z.on_first - z.month_number - case when substr(w.exit_on, 9, 2) = '01' then 1 else 0 end       as months_due,
        x.month_number + z.on_first - z.month_number - case when substr(w.next_exit_on, 9, 2) = '01' then 1 else 0 end  as next_months
    from kpi_lease_way as w
    join core_lease_term as t on t.lease_id = w.lease_id and t.direction = 'in'
    join given_months as m on m.month = substr(w.exit_on, 1, 7)
    left join given_months as x on x.month = substr(w.next_exit_on, 1, 7)
    left join given_months as b on b.month = substr(w.notice_by, 1, 7)
    cross join night_month as z
),

costed as (
    select c.*, case when months_due > 0 then months_due else 0 end as months,
        cast(round(cast(rent_ore * case when months_due > 0 then months_due else 0 end as double) / nullif(12, 0), 0) as integer) + fee_ore as cost_ore,
        cast(round(cast(rent_ore * next_months as double) / nullif(12, 0), 0) as integer) + fee_ore                                        as next_cost_ore
    from counted as c
),

others as (
    -- what a missed day of notice leaves of every other way: it is open still, or as many of its steps on as make its own day of notice a later one
    select a.lease_id, a.asked, a.way, b.rent_ore, b.fee_ore,
        b.months + case when b.notice_by is null or b.notice_by > a.notice_by then 0
            when b.next_months = b.months_due then a.notice_month - b.notice_month
            when (a.notice_month - b.notice_month) % (b.next_months - b.months_due) = 0 and substr(b.notice_by, 9, 2) > substr(a.notice_by, 9, 2)
                then a.notice_month - b.notice_month
            else a.notice_month - b.notice_month - (a.notice_month - b.notice_month) % (b.next_months - b.months_due) + b.next_months - b.months_due end as months
    from costed as a
    join costed as b on b.lease_id = a.lease_id and b.asked = a.asked and b.way <> a.way
    where a.notice_by is not null and (b.notice_by is null or b.notice_by > a.notice_by or b.next_months is not null)
),

left_then as (
    select lease_id, asked, way, min(months) as months,
        min(cast(round(cast(rent_ore * months as double) / nullif(12, 0), 0) as integer) + fee_ore) as cost_ore
    from others
    group by lease_id, asked, way
)

select
    c.lease_id, c.asked, c.way, c.exit_on, c.notice_by, c.rolling, c.months, c.fee_ore, c.cost_ore,
    case when c.then_months > c.months then c.then_months - c.months when c.then_months is not null then 0 end         as missed_months,
    case when c.then_cost_ore > c.cost_ore then c.then_cost_ore - c.cost_ore when c.then_cost_ore is not null then 0 end as missed_ore,
    row_number() over (partition by c.lease_id, c.asked
        order by case when c.cost_ore is null then 1 else 0 end, c.cost_ore, c.exit_on, c.way)                        as place
from (
    select c.*,
        case when c.notice_by is null then null when c.next_months is null or o.cost_ore < c.next_cost_ore then o.months else c.next_months end         as then_months,
        case when c.notice_by is null then null when c.next_cost_ore is null or o.cost_ore < c.next_cost_ore then o.cost_ore else c.next_cost_ore end as then_cost_ore
    from costed as c
    left join left_then as o on o.lease_id = c.lease_id and o.asked = c.asked and o.way = c.way
) as c
