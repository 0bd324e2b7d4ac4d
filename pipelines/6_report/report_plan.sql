-- The properties that the plan leaves, those that save most per m² first; no rows as long as there is no plan.
--
-- grain: position
-- The role says whether every, some or no other plan about as good leaves the property; unsettled where it was not settled.
with

left_ as (
    select
        m.property_id, c.name, c.locality, c.sector, c.tenure, c.area_m2, c.saving_ore, c.one_off_ore, c.proceeds_ore, c.backlog_ore, c.cost_known,
        c.backlog_known, c.exit_from, m.users_moved, m.disruption_m,
        row_number() over (order by cast(c.saving_ore as double) / nullif(c.area_m2, 0) desc, m.property_id) as position
    from plan_chosen as m
    join plan_candidate as c on c.property_id = m.property_id
    where m.scenario = 'main'
)

select
    l.position,
    l.property_id, l.name, p.address, l.locality, l.sector, p.authority_code, l.tenure,
    l.area_m2,
    round(cast(sum(l.area_m2) over (order by l.position rows between unbounded preceding and current row) * 100 as double)
          / nullif(r.baseline_m2, 0), 2)                                   as cumulative_percent,
    case when l.cost_known = 1 then round(l.saving_ore * 0.01, 2) end      as saving_dkk,
    round(l.one_off_ore * 0.01, 2)                                         as one_off_dkk,
    round(l.proceeds_ore * 0.01, 2)                                        as proceeds_dkk,
    case when l.backlog_known = 1 then round(l.backlog_ore * 0.01, 2) end  as backlog_dkk,
    l.users_moved,
    round(cast(l.disruption_m as double) / nullif(l.users_moved, 0), 0)    as mean_distance_m,
    case when g.close_on > coalesce(l.exit_from, '') then g.close_on else l.exit_from end as leave_on,
    g.propose_by, g.object_until, g.decide_by,
    coalesce(k.role, 'unsettled')                                          as role,
    u.conclusion, u.sentence_da as conclusion_da, u.sentence_en as conclusion_en,
    f.outcome_class, f.state, f.firm_flags, f.open_flags,
    p.easting_m, p.northing_m
from left_ as l
join kpi_property as p on p.property_id = l.property_id
join flag_property as f on f.property_id = l.property_id
join report_conclusion as u on u.property_id = l.property_id
join plan_result as r on r.scenario = 'main'
left join plan_core as k on k.property_id = l.property_id
left join report_hearing as g on g.property_id = l.property_id
