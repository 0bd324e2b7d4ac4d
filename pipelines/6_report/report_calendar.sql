-- The calendar: everything with a date that asks for something, the next first, with how many days are left.
--
-- grain: position
with

named as (
    select d.*, p.name, w.name_da, w.name_en,
        m.first_day + cast(substr(d.due_on, 9, 2) as integer) - z.first_day - cast(substr(n.as_of, 9, 2) as integer) as days_left
    from report_date as d
    cross join night as n
    join given_months as z on z.month = substr(n.as_of, 1, 7)
    left join given_months as m on m.month = substr(d.due_on, 1, 7)
    left join core_property as p on p.property_id = d.property_id
    left join given_words as w on w.kind = 'date_kind' and w.term = d.kind
)

select
    row_number() over (order by due_on, case when amount_ore is null then 1 else 0 end, amount_ore desc, event_id) as position,
    event_id,
    due_on,
    days_left,
    kind as date_kind,
    name_da || coalesce(': ' || coalesce(name, property_id), '')                      as title_da,
    name_en || coalesce(': ' || coalesce(name, property_id), '')                      as title_en,
    property_id,
    name,
    subject,
    round(amount_ore * 0.01, 2)                                                        as amount_dkk,
    sentence_da,
    sentence_en
from named
