-- What has changed since the edition before, in the order in which it matters: into and out of the plan, candidates, classes, decisions,
-- deliveries that brought new facts, then figures, those above the materiality limit first and of these the largest.
--
-- grain: position
-- Size of a figure's change: in per cent of what it was, times the property's area. Something known that was unknown, or the other way, is
-- always above the limit. The whole of one change goes to one cause, so the parts sum to it. A class has no number.
with

turns as (
    select case kind when 'plan' then 1 else 2 end as kind_order, kind, property_id, kind || '_m2' as figure, before_m2 as value_before, after_m2 as value_after, null as text_before, null as text_after, cause, kind || '.' || direction as code, null as feed
    from report_turn
    union all
    select 3, 'class', c.property_id, c.figure, null, null, b.term, a.term, c.cause, 'class', null
    from flag_change as c
    left join given_words as b on b.kind = 'class' and b.position = c.value_before
    left join given_words as a on a.kind = 'class' and a.position = c.value_after
    where c.figure = 'outcome_class'
    union all
    select 4, 'decision', t.property_id, 'decision', null, null, t.verdict_before, t.verdict_after, 'decision',
        'decision.' || case when d.property_id is null then 'withdrawn' when d.state = 'in_force' then d.verdict else d.state end, null
    from report_decision_turn as t
    left join flag_decision as d on d.property_id = t.property_id
    union all
    select 5, 'delivery', null, 'rows_in_force', rows_before, rows_in_force, null, null, 'real', 'delivery', feed
    from flag_facts
    where new_facts = 1
    union all
    select 6, 'figure', property_id, figure, value_before, value_after, null, null, cause, 'figure', null
    from flag_change
    where figure <> 'outcome_class'
),

limits as (
    select max(case when key = 'material_percent' then value end) as material_percent
    from given_thresholds
    where rule = 'change'
),

sized as (
    select t.*, c.name, c.sector, p.net_area_m2, x.material_percent,
        abs(cast((t.value_after - t.value_before) * 100 as double) / nullif(t.value_before, 0)) as percent
    from turns as t
    cross join limits as x
    left join core_property as c on c.property_id = t.property_id
    left join kpi_property as p on p.property_id = t.property_id
),

placed as (
    select s.*,
        case when kind <> 'figure' or percent is null or percent >= material_percent then 1 else 0 end as material,
        case when kind <> 'figure' then coalesce(value_after, value_before, net_area_m2) else coalesce(percent, 100) * coalesce(net_area_m2, 0) end as size
    from sized as s
)

select
    row_number() over (order by l.kind_order, l.material desc, l.size desc, l.property_id, l.feed, l.figure) as position,
    l.kind, l.property_id, l.name, l.sector, l.feed, l.figure, coalesce(g.unit, u.name_en, 'none') as unit, l.value_before, l.value_after, l.text_before, l.text_after,
    case when l.kind not in ('class', 'decision') then round(coalesce(l.value_after, 0) - coalesce(l.value_before, 0), 2) end as change,
    l.cause, l.material,
    replace(replace(replace(replace(replace(s.name_da, '{before}', coalesce(b.name_da, '–')), '{after}', coalesce(a.name_da, '–')), '{cause}', coalesce(c.name_da, '')),
        '{reason}', coalesce(': ' || d.reason, '')), '{feed}', coalesce(f.title_da, '')) as sentence_da,
    replace(replace(replace(replace(replace(s.name_en, '{before}', coalesce(b.name_en, '–')), '{after}', coalesce(a.name_en, '–')), '{cause}', coalesce(c.name_en, '')),
        '{reason}', coalesce(': ' || d.reason, '')), '{feed}', coalesce(f.title_en, '')) as sentence_en
from placed as l
left join given_figures as g on g.figure = l.figure
left join given_sentences as u on u.topic = 'unit' and u.code = l.figure
left join given_sentences as s on s.topic = 'change' and s.code = l.code
left join given_sentences as c on c.topic = 'cause' and c.code = l.cause
left join given_words as b on b.kind = l.kind and b.term = l.text_before
left join given_words as a on a.kind = l.kind and a.term = l.text_after
left join flag_decision as d on d.property_id = l.property_id
left join raw_feed as f on f.feed = l.feed
