-- Ordinary notice: to the first of a month, of a quarter or to any day, after the notice and not before the contract may be ended.
--
-- grain: lease_id, asked
-- adds to: kpi_lease_way
-- Also of a contract that was held over, by the law's default, and of one whose stated last day of notice has passed: from its end on.
with

asked as (
    select t.lease_id, t.notice_to, t.notice_months, t.end_kind, t.ends_on, k.asked, k.asked_on, k.asked_month, s.state,
        case when t.end_kind = 'stated' then t.ends_on else t.bound_until end as bound_until
    from core_lease_term as t
    join kpi_lease_state as s on s.lease_id = t.lease_id and s.state in ('running', 'held_over', 'ahead')
    cross join kpi_lease_asked as k
    where s.state = 'held_over' or t.end_kind in ('open', 'noticed') or (t.end_kind = 'stated' and t.notice_by < k.asked_on)
),

floored as (
    -- the day from which on it may end, by the notice and by the time for which it is bound
    select a.*,
        case when substr(asked_on, 9, 2) > substr(m.last_on, 9, 2) then m.last_on else m.month || substr(asked_on, 8, 3) end as after_notice,
        case when a.state <> 'held_over' then a.bound_until end as bound_on
    from asked as a
    join given_months as m on m.month_number = a.asked_month + a.notice_months
),

placed as (
    select f.*, case when bound_on > after_notice then bound_on else after_notice end as floor_on,
        case when notice_to = 'quarter' then 3 else 1 end as step
    from floored as f
),

ended as (
    select p.*, m.month_number, case when p.floor_on = m.last_on then 1 else 0 end as at_end,
        m.month_number + case when substr(floor_on, 9, 2) = '01' then 0 else 1 end as exit_month
    from placed as p
    join given_months as m on m.month = substr(p.floor_on, 1, 7)
)

select
    e.lease_id, e.asked,
    'notice' as way,
    case when e.notice_to = 'any' then e.floor_on else x.first_on end     as exit_on,
    case when e.notice_to <> 'any' then b.first_on
         when e.at_end = 1 or substr(e.floor_on, 9, 2) > substr(b.last_on, 9, 2) then b.last_on
         else b.month || substr(e.floor_on, 8, 3) end                     as notice_by,
    case when e.notice_to <> 'any' then y.first_on when e.at_end = 1 then x.first_on
         else substr(e.floor_on, 1, 8) || substr('0' || (cast(substr(e.floor_on, 9, 2) as integer) + 1), -2) end as next_exit_on,
    0 as fee_ore,
    -- the day before could not be reached by notice either: it is the notice that decides, and not what binds the contract
    case when e.notice_to = 'any' then case when e.bound_on > e.after_notice then 0 else 1 end
         when e.asked_month > b.month_number - e.step or (e.asked_month = b.month_number - e.step and substr(e.asked_on, 9, 2) > '01') then 1
         else 0 end                                                       as rolling
from ended as e
-- months of a quarter's first are divisible by three
join given_months as x on x.month_number = e.exit_month + case when e.notice_to = 'quarter' then (3 - e.exit_month % 3) % 3 else 0 end
join given_months as y on y.month_number = x.month_number + e.step
join given_months as b on b.month_number = case when e.notice_to = 'any' then e.month_number else x.month_number end - e.notice_months
where e.end_kind <> 'noticed' or e.state = 'held_over' or case when e.notice_to = 'any' then e.floor_on else x.first_on end < e.ends_on
