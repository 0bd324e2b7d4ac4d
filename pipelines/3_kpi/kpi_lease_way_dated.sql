-- The ways out that a contract names by their day: the break, the next end of one that renews, a stated end, and an end that comes by itself.
--
-- grain: lease_id, asked, way
-- adds to: kpi_lease_way
-- A contract that the municipality decided to give back ends on that day; nothing is left to miss.
with

asked as (
    select t.*, k.asked, k.asked_on, s.state, s.given_up_on
    from core_lease_term as t
    join kpi_lease_state as s on s.lease_id = t.lease_id and s.state in ('running', 'ahead', 'given_up')
    cross join kpi_lease_asked as k
),

broken as (
    select a.lease_id, a.asked, a.asked_on, a.break_on, a.break_fee_ore,
        case when substr(a.break_on, 9, 2) > substr(b.last_on, 9, 2) then b.last_on else b.month || substr(a.break_on, 8, 3) end as notice_by
    from asked as a
    join given_months as m on m.month = substr(a.break_on, 1, 7)
    join given_months as b on b.month_number = m.month_number - a.break_notice_months
    where a.state <> 'given_up' and a.direction = 'in'
),

renewed as (
    select a.lease_id, a.asked, min(e.end_number) as end_number
    from asked as a
    join core_lease_end as e on e.lease_id = a.lease_id and e.notice_by >= a.asked_on
    where a.state <> 'given_up'
    group by a.lease_id, a.asked
)

select lease_id, asked, 'break' as way, break_on as exit_on, notice_by, cast(null as varchar) as next_exit_on, break_fee_ore as fee_ore, 0 as rolling
from broken
where notice_by >= asked_on
union all
select r.lease_id, r.asked, 'renewal', e.ends_on, e.notice_by, f.ends_on, 0, 0
from renewed as r
join core_lease_end as e on e.lease_id = r.lease_id and e.end_number = r.end_number
left join core_lease_end as f on f.lease_id = r.lease_id and f.end_number = r.end_number + 1
union all
select lease_id, asked, case end_kind when 'stated' then 'stated' else 'end' end, ends_on, case end_kind when 'stated' then notice_by end, null, 0, 0
from asked
where state <> 'given_up' and (end_kind in ('fixed', 'noticed') or (end_kind = 'stated' and (notice_by >= asked_on or notice_by is null)))
union all
select lease_id, asked, 'given_up', given_up_on, null, null, 0, 0
from asked
where state = 'given_up'
