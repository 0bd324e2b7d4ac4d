-- How often each property is left in the plans about as good, those in the plan first, and what keeping it costs where that was asked.
--
-- grain: position
-- A loss below 0 is a gain. At the least disruption that is then possible, and (equal) at the limit of disruption that the plan itself had.
-- Properties that no such plan leaves come last. Of the names of those left instead six are written out.
with

instead as (
    select k.property_id, p.name, count(*) over (partition by k.property_id) as names,
        row_number() over (partition by k.property_id order by instr(' ' || k.replaced_by || ' ', ' ' || p.property_id || ' ')) as n
    from plan_core as k
    join core_property as p on instr(' ' || k.replaced_by || ' ', ' ' || p.property_id || ' ') > 0
    where k.replaced_by <> ''
),

named as (
    select property_id,
        max(case when n = 1 then name end) || coalesce(', ' || max(case when n = 2 then name end), '') || coalesce(', ' || max(case when n = 3 then name end), '')
        || coalesce(', ' || max(case when n = 4 then name end), '') || coalesce(', ' || max(case when n = 5 then name end), '')
        || coalesce(', ' || max(case when n = 6 then name end), '') || case when max(names) > 6 then ' + ' || (max(names) - 6) else '' end as names
    from instead
    group by property_id
)

select
    row_number() over (order by k.in_plan desc, case k.role when 'all' then 1 when 'some' then 2 when 'none' then 4 else 3 end, k.property_id) as position,
    k.property_id,
    p.name,
    p.sector,
    coalesce(k.role, 'unsettled') as role,
    round(k.keep_loss_ore * 0.01, 2) as keep_loss_dkk,
    k.keep_loss_m2,
    round(k.keep_disruption_m * 0.001, 1) as keep_disruption_km,
    k.keep_equal_possible,
    round(k.keep_equal_loss_ore * 0.01, 2) as keep_equal_loss_dkk,
    k.keep_reachable,
    k.replaced_by,
    i.names as replaced_names
from plan_core as k
left join core_property as p on p.property_id = k.property_id
left join named as i on i.property_id = k.property_id
