-- The ends of each contract that renews by itself, one after the other, with the last day of notice for each.
--
-- grain: lease_id, end_number
-- Counted from the delivered end, so that the 31st stays the last day of its month. is_next marks the first end for which notice can still be
-- given tonight: what is before it has been renewed. A last day of notice that was delivered is that of the delivered end.
with

counted as (
    select t.lease_id, t.ends_on, t.notice_by, t.notice_months, t.renewal_months, n.as_of,
        e.month_number as end_month, m.month_number as night_month
    from core_lease_term as t
    join given_months as e on e.month = substr(t.ends_on, 1, 7)
    cross join night as n
    join given_months as m on m.month = substr(n.as_of, 1, 7)
    where t.end_kind = 'automatic'
),

dated as (
    select c.lease_id, k.n - 1 as end_number, c.as_of,
        case when substr(c.ends_on, 9, 2) > substr(e.last_on, 9, 2) then e.last_on else e.month || substr(c.ends_on, 8, 3) end as ends_on,
        case when k.n = 1 and c.notice_by is not null then c.notice_by
             when substr(c.ends_on, 9, 2) > substr(b.last_on, 9, 2) then b.last_on
             when substr(c.ends_on, 9, 2) > substr(e.last_on, 9, 2) then b.month || substr(e.last_on, 8, 3)
             else b.month || substr(c.ends_on, 8, 3) end as notice_by
    from counted as c
    -- two years ahead of the night, and two renewals more: the next end, and what it would become
    join given_numbers as k
      on (k.n - 1) * c.renewal_months <= c.night_month + 24 + c.notice_months - c.end_month + 2 * c.renewal_months or k.n <= 2
    join given_months as e on e.month_number = c.end_month + (k.n - 1) * c.renewal_months
    join given_months as b on b.month_number = e.month_number - c.notice_months
)

select lease_id, end_number, ends_on, notice_by,
    case when notice_by >= as_of and notice_by = min(case when notice_by >= as_of then notice_by end) over (partition by lease_id) then 1 else 0 end as is_next
from dated
