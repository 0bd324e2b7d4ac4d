-- The dates that the law sets for the closing of each property of the plan that must be proposed and heard, in the first year still within reach.
--
-- grain: property_id
-- Counted back from the last day of the final decision: the proposal must be published by propose_by at the latest, and a night later than
-- that is for the year after. Days are counted by their numbers in given_months; no date functions.
with

-- the last day of the final decision, by its number, for closings in this year and the two after it
decided as (
    select h.sector, h.close_on, m.year, h.objection_weeks, h.decision_weeks,
        m.first_day - 1 + case when h.decide_day > m.days then m.days else h.decide_day end as day
    from given_hearing as h
    cross join night as n
    join given_months as m on m.month_of_year = h.decide_month and m.year between n.year and n.year + 2
),

steps as (
    select sector, close_on, year, 'decide' as step, day from decided
    union all
    select sector, close_on, year, 'object', day - decision_weeks * 7 from decided
    union all
    select sector, close_on, year, 'propose', day - (objection_weeks + decision_weeks) * 7 from decided
),

dated as (
    select s.sector, s.year, max(s.close_on) as close_on,
        max(case when s.step = 'propose' then m.month || '-' || substr('0' || (s.day - m.first_day + 1), -2) end) as propose_by,
        max(case when s.step = 'object' then m.month || '-' || substr('0' || (s.day - m.first_day + 1), -2) end)  as object_until,
        max(case when s.step = 'decide' then m.month || '-' || substr('0' || (s.day - m.first_day + 1), -2) end)  as decide_by
    from steps as s
    join given_months as m on s.day between m.first_day and m.last_day
    group by s.sector, s.year
)

select c.property_id, min(d.propose_by) as propose_by, min(d.object_until) as object_until, min(d.decide_by) as decide_by, min(d.year || '-' || d.close_on) as close_on
from report_conclusion as c
join kpi_property as p on p.property_id = c.property_id
join dated as d on d.sector = p.sector
cross join night as n
where c.conclusion = 'leave' and n.as_of <= d.propose_by
group by c.property_id
