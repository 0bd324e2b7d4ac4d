-- The service contracts, each with its words in order and the term that runs on the night.
--
-- grain: contract_id
-- A contract that renews itself has been renewed, by its months of renewal, for each term that has ended: renewals counts them, and ends_on and notice_by are
-- those of the term that runs. Without the months nobody knows the new end: renewal_unknown. term_months is the whole term with the options that are left.
with

worded as (
    select c.*, w.service as service_word, coalesce(k.grp, lower(c.renewal), 'none') as renewal_word, coalesce(q.grp, lower(c.procedure)) as procedure_word,
        n.as_of, s.month_number as start_number, e.month_number as end_number, t.month_number as night_number,
        case when c.ends_on = e.last_on then 1 else 0 end as end_is_last
    from raw_service_contracts as c
    join core_service_word as w on w.word = c.service
    cross join night as n
    join given_months as t on t.month = substr(n.as_of, 1, 7)
    left join given_months as s on s.month = substr(c.starts_on, 1, 7)
    left join given_months as e on e.month = substr(c.ends_on, 1, 7)
    left join given_codes as k on k.list = 'renewal' and k.code = lower(c.renewal)
    left join given_codes as q on q.list = 'procedure' and q.code = lower(c.procedure)
),

renewed as (
    select v.*,
        -- so many terms that the end lies on the night or after it
        case when renewal_word <> 'automatic' or ends_on is null or ends_on >= as_of or renewal_months is null then 0
             else night_number - end_number + renewal_months - 1 - (night_number - end_number + renewal_months - 1) % renewal_months end as months_on
    from worded as v
),

moved as (
    select r.*,
        case when r.ends_on < r.as_of and r.renewal_word = 'automatic' and r.end_is_last = 0 and substr(r.ends_on, 9, 2) < substr(r.as_of, 9, 2) and (r.night_number - r.end_number) % r.renewal_months = 0
             then r.months_on + r.renewal_months else r.months_on end as added
    from renewed as r
)

select
    m.contract_id, m.service_word as service, m.supplier_cvr, m.starts_on, m.ends_on as written_ends_on,
    case when m.added = 0 then m.ends_on when m.end_is_last = 1 or substr(m.ends_on, 9, 2) > substr(t.last_on, 9, 2) then t.last_on
         else t.month || substr(m.ends_on, 8, 3) end                                                                     as ends_on,
    case when m.added = 0 then m.notice_by when m.notice_by = b.last_on or substr(m.notice_by, 9, 2) > substr(u.last_on, 9, 2) then u.last_on
         else u.month || substr(m.notice_by, 8, 3) end                                                                   as notice_by,
    m.notice_months, m.renewal_word as renewal, m.renewal_months, coalesce(m.options_left, 0) as options_left,
    case when m.added > 0 then 1 else 0 end                                                                              as renewed,
    case when m.renewal_word = 'automatic' and m.renewal_months is null and m.ends_on < m.as_of then 1 else 0 end        as renewal_unknown,
    case when m.starts_on > m.as_of then 0 else 1 end                                                                    as begun,
    m.end_number + m.added - m.start_number + 1
        + case when m.renewal_word = 'option' then coalesce(m.options_left, 0) * coalesce(m.renewal_months, 0) else 0 end as term_months,
    m.value_ore, m.price_index, m.index_month, m.procedure_word as procedure,
    coalesce(m.may_tender, case when m.procedure_word = 'in_house' then 0 else 1 end)                                    as may_tender,
    m.minimum_share_percent, m.quality_level, m._file, m._line
from moved as m
left join given_months as t on t.month_number = m.end_number + m.added
left join given_months as b on b.month = substr(m.notice_by, 1, 7)
left join given_months as u on u.month_number = b.month_number + m.added
