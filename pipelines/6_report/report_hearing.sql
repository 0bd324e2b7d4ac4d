-- The dates that the law sets for the closing of each property of the plan that must be proposed and heard, in the first year still within reach.
--
-- grain: property_id
-- Counted back from the last day of the final decision: the proposal must be published by propose_by at the latest, and a night later than
-- that is for the year after. A day is its number within the year, turned into month and day by the months' lengths; no date functions.
with

months as (
    select 1 as month, 0 as before, 31 as days union all select 2, 31, 28 union all select 3, 59, 31 union all select 4, 90, 30
    union all select 5, 120, 31 union all select 6, 151, 30 union all select 7, 181, 31 union all select 8, 212, 31
    union all select 9, 243, 30 union all select 10, 273, 31 union all select 11, 304, 30 union all select 12, 334, 31
),

-- closings in this year and the two after it; day is that of the year, from zero downwards that of the year before
steps as (
    select h.sector, h.close_on, y.year, k.step,
        m.before + h.decide_day + case when h.decide_month > 2 and y.year % 4 = 0 and (y.year % 100 <> 0 or y.year % 400 = 0) then 1 else 0 end
            - case k.step when 'propose' then (h.objection_weeks + h.decision_weeks) * 7 when 'object' then h.decision_weeks * 7 else 0 end as day
    from given_hearing as h
    join months as m on m.month = h.decide_month
    cross join (select year from night union all select year + 1 from night union all select year + 2 from night) as y
    cross join (select 'propose' as step union all select 'object' union all select 'decide') as k
),

-- in the year that the day lies in, with that year's leap day
placed as (
    select sector, close_on, year, step,
        case when day >= 1 then year else year - 1 end as in_year,
        case when day >= 1 then day when (year - 1) % 4 = 0 and ((year - 1) % 100 <> 0 or (year - 1) % 400 = 0) then day + 366 else day + 365 end as day,
        case when day >= 1 and year % 4 = 0 and (year % 100 <> 0 or year % 400 = 0) then 1
             when day < 1 and (year - 1) % 4 = 0 and ((year - 1) % 100 <> 0 or (year - 1) % 400 = 0) then 1 else 0 end as leap
    from steps
),

dated as (
    select p.sector, p.year, max(p.close_on) as close_on,
        max(case when p.step = 'propose' then p.in_year || '-' || substr('0' || m.month, -2) || '-' || substr('0' || (p.day - m.before - case when m.month > 2 then p.leap else 0 end), -2) end) as propose_by,
        max(case when p.step = 'object' then p.in_year || '-' || substr('0' || m.month, -2) || '-' || substr('0' || (p.day - m.before - case when m.month > 2 then p.leap else 0 end), -2) end) as object_until,
        max(case when p.step = 'decide' then p.in_year || '-' || substr('0' || m.month, -2) || '-' || substr('0' || (p.day - m.before - case when m.month > 2 then p.leap else 0 end), -2) end) as decide_by
    from placed as p
    join months as m on p.day > m.before + case when m.month > 2 then p.leap else 0 end
                    and p.day <= m.before + m.days + case when m.month >= 2 then p.leap else 0 end
    group by p.sector, p.year
)

select c.property_id, min(d.propose_by) as propose_by, min(d.object_until) as object_until, min(d.decide_by) as decide_by, min(d.year || '-' || d.close_on) as close_on
from report_conclusion as c
join kpi_property as p on p.property_id = c.property_id
join dated as d on d.sector = p.sector
cross join night as n
where c.conclusion = 'leave' and n.as_of <= d.propose_by
group by c.property_id
