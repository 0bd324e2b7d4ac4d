-- The figures of the whole portfolio, edition by edition, tonight's last.
--
-- grain: figure, as_of
with

points as (
    select as_of, figure, value from history_total where instr(figure, ':') = 0
    union all
    select n.as_of, t.figure, t.value
    from report_history_total as t
    cross join night as n
    where instr(t.figure, ':') = 0
)

select p.as_of, p.figure, p.value, coalesce(g.unit, s.name_en, 'none') as unit
from points as p
left join given_figures as g on g.figure = p.figure
left join given_sentences as s on s.topic = 'unit' and s.code = p.figure
where p.value is not null
