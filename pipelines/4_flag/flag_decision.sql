-- The newest decision on each property and whether it still holds: in force, expired, or reopened because the evidence has moved.
--
-- grain: property_id
-- Evidence is what the property's m² per user and cost per m² were in the last edition on or before the day of the decision; without
-- such an edition nothing can have moved. What has taken effect is carried out: it neither runs out nor opens again.
with

newest as (
    select d.*, row_number() over (partition by d.property_id order by d.decided_on desc, d.valid_until desc, d.verdict, d._line desc) as newest_rank
    from core_decision as d
    cross join night as n
    where d.decided_on <= n.as_of
),

then_ as (
    select h.property_id, h.figure, h.value,
        row_number() over (partition by h.property_id, h.figure order by h.as_of desc) as newest_rank
    from history_property as h
    join newest as d on d.property_id = h.property_id and d.newest_rank = 1 and h.as_of <= d.decided_on
    where h.figure in ('m2_per_user', 'cost_per_m2_dkk')
),

moved as (
    select t.property_id, max(abs(cast((f.value - t.value) * 100 as double) / nullif(t.value, 0))) as moved_percent
    from then_ as t
    join kpi_figure_property as f on f.property_id = t.property_id and f.figure = t.figure
    where t.newest_rank = 1
    group by t.property_id
)

select
    d.property_id,
    d.verdict,
    d.reason,
    d.decided_by_role,
    d.decided_on,
    d.valid_until,
    coalesce(d.evidence_threshold_percent, x.value) as evidence_threshold_percent,
    d.effect,
    d.effect_on,
    round(m.moved_percent, 1)                       as moved_percent,
    d.took_effect,
    case when d.took_effect = 1 then 'in_force'
         when d.valid_until < n.as_of then 'expired'
         when m.moved_percent > coalesce(d.evidence_threshold_percent, x.value) then 'reopened'
         else 'in_force' end                        as state,
    -- a verdict that goes against the class needs a reason, and both are kept
    case when d.verdict = 'keep' and p.outcome_class = 'exit_candidate' then 1
         when d.verdict = 'exit' and p.outcome_class in ('keep', 'develop', 'share') then 1
         else 0 end                                 as overrides_flag,
    p.outcome_class
from newest as d
cross join night as n
left join given_thresholds as x on x.rule = 'decision' and x.key = 'evidence_percent'
left join moved as m on m.property_id = d.property_id
left join flag_property as p on p.property_id = d.property_id
where d.newest_rank = 1
