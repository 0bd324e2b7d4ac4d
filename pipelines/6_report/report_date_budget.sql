-- The next day of every budget round, where there are properties to budget for.
--
-- grain: event_id
-- adds to: report_date
-- A day that the month does not have is its last one.
with

dated as (
    select r.round, r.name_da, r.name_en, m.month || '-' || substr('0' || case when r.day > m.days then m.days else r.day end, -2) as due_on
    from given_budget_rounds as r
    cross join night as n
    join given_months as m on m.month_of_year = r.month and m.year between n.year and n.year + 1
)

select 'budget_round:' || d.round as event_id, min(d.due_on) as due_on, 'budget_round' as kind, cast(null as varchar) as property_id,
    d.round as subject, cast(null as integer) as amount_ore, d.name_da as sentence_da, d.name_en as sentence_en
from dated as d
cross join night as n
where d.due_on >= n.as_of and exists (select 1 from kpi_property)
group by d.round, d.name_da, d.name_en
