-- The ladder before leaving, for every property: let, share, move a leased use in, mothball a section, leave; each judged by a rule.
--
-- grain: property_id, rung
-- The rungs before the last are for premises needed in part: an empty building is left, not let; poor ones are neither let nor shared.
with

limits as (
    select
        max(case when key = 'let_minimum_m2' then value end)           as let_m2,
        max(case when key = 'share_minimum_percent' then value end)    as share_percent,
        max(case when key = 'mothball_minimum_percent' then value end) as mothball_percent
    from given_thresholds
    where rule = 'ladder'
),

movable as (
    select l.replacing_property_id as property_id, max(case when l.state = 'firm' then 1 else 0 end) as sure,
        sum(p.bda_m2) as area_m2, case when count(p.cost_ore) = count(*) then sum(p.cost_ore) end as cost_ore
    from flag_lease_replaceable as l
    join kpi_property as p on p.property_id = l.property_id
    where l.state in ('firm', 'open')
    group by l.replacing_property_id
),

stands as (
    select p.property_id, p.bda_m2, p.net_area_m2, p.cost_ore, p.cost_per_m2_dkk, p.vacant_m2_low, p.vacant_m2_high,
        p.vacant_m2_low * 100 - x.share_percent * p.bda_m2_high     as share_low,
        p.vacant_m2_high * 100 - x.share_percent * p.bda_m2_low     as share_high,
        p.vacant_m2_low * 100 - x.mothball_percent * p.bda_m2_high  as mothball_low,
        p.vacant_m2_high * 100 - x.mothball_percent * p.bda_m2_low  as mothball_high,
        p.cleaning_per_m2_dkk_low, p.energy_cost_per_m2_dkk_low, x.let_m2, m.sure, m.area_m2 as moved_m2, m.cost_ore as moved_ore,
        f.outcome_class, f.may_be_exit,
        case when n.need = 'not_needed' or n.condition = 'poor' or p.tenure <> 'owned' then 0 else 1 end as worth_filling,
        case when r.state = 'firm' then 1 else 0 end as rooms_free
    from kpi_property as p
    cross join limits as x
    join flag_property as f on f.property_id = p.property_id
    join flag_need as n on n.property_id = p.property_id
    left join movable as m on m.property_id = p.property_id
    left join flag_low_room_use as r on r.property_id = p.property_id
    where p.tenure <> 'leased_out'
)

select property_id, 1 as position, 'let' as rung,
    case when worth_filling = 0 or vacant_m2_high < let_m2 then 'not_possible' when vacant_m2_low >= let_m2 then 'possible' else 'unknown' end as verdict,
    round(vacant_m2_low, 0) as area_m2, round(vacant_m2_low * cost_per_m2_dkk, 0) as saving_dkk
from stands
union all
select property_id, 2, 'share',
    case when worth_filling = 0 then 'not_possible' when share_low >= 0 or rooms_free = 1 then 'possible' when share_high < 0 then 'not_possible' else 'unknown' end,
    round(vacant_m2_low, 0), null
from stands
union all
select property_id, 3, 'move_in',
    case when worth_filling = 0 or sure is null then 'not_possible' when sure = 1 then 'possible' else 'unknown' end, moved_m2, round(moved_ore * 0.01, 0)
from stands
union all
select property_id, 4, 'mothball',
    case when outcome_class = 'exit_candidate' or mothball_high < 0 then 'not_possible' when mothball_low >= 0 then 'possible' else 'unknown' end,
    round(vacant_m2_low, 0), case when cleaning_per_m2_dkk_low is not null or energy_cost_per_m2_dkk_low is not null
         then round(vacant_m2_low * (coalesce(cleaning_per_m2_dkk_low, 0) + coalesce(energy_cost_per_m2_dkk_low, 0)), 0) end
from stands
union all
select property_id, 5, 'leave',
    case when outcome_class = 'exit_candidate' then 'possible' when may_be_exit = 1 or outcome_class = 'investigate' then 'unknown' else 'not_possible' end,
    net_area_m2, round(cost_ore * 0.01, 0)
from stands
