-- The first page: one row for the whole portfolio and, where several share the warehouse, one per authority.
--
-- grain: position
-- Without a frozen baseline the percentages are of tonight's area and baseline_frozen_on is empty. What has moved since the baseline,
-- rejects and unallocated money are known for the whole only; plan columns stay empty without a plan.
with

candidates as (
    select s.scope, count(*) as candidates, sum(c.net_area_m2) as candidate_m2,
        sum(case when c.state = 'firm' then c.net_area_m2 else 0 end) as candidate_firm_m2,
        sum(c.saving_ore_low) as saving_ore_low, 
        case when count(c.saving_ore_low) = count(c.saving_ore_high) then sum(c.saving_ore_high) end as saving_ore_high, sum(p.backlog_ore_low) as backlog_ore
    from flag_candidate as c
    join flag_scope as s on s.property_id = c.property_id
    join kpi_property as p on p.property_id = c.property_id
    group by s.scope
),

register as (
    select t.scope, coalesce(sum(b.buildings), 0) as buildings, sum(b.total_area_m2) as register_area_m2
    from flag_scope_total as t
    left join (select authority_code, count(*) as buildings, sum(total_area_m2) as total_area_m2 from core_building group by authority_code) as b
      on t.scope = 'all' or b.authority_code = t.scope
    group by t.scope
),

planned as (
    select s.scope, sum(p.area_m2) as plan_m2, sum(p.saving_ore) as plan_saving_ore
    from plan_chosen as m
    join flag_scope as s on s.property_id = m.property_id
    join plan_candidate as p on p.property_id = m.property_id
    where m.scenario = 'main'
    group by s.scope
),

whole as (
    select
        (select sum(rows_rejected) from raw_file where state = 'loaded')                                    as rejected_rows,
        (select sum(u.amount_ore) from core_cost_unallocated as u cross join night as n
         where u.period >= substr(n.months_ago_12, 1, 7) and u.period < substr(n.month_start, 1, 7))       as unallocated_ore,
        (select max(as_of) from history_total)                                                             as previous_on,
        (select max(state) from raw_feed where feed = 'properties')                                        as list_state,
        (select case when count(*) = 1 then max(a.name_da) end
         from core_authority as c left join given_authorities as a on a.authority_code = c.authority_code) as authority_name
)

select
    row_number() over (order by case when t.scope = 'all' then 0 else 1 end, t.scope) as position, t.scope,
    case when t.scope = 'all' then 'Hele porteføljen' else t.scope end as title_da,
    case when t.scope = 'all' then 'The whole portfolio' else t.scope end as title_en, w.authority_name, n.as_of,
    coalesce(t.properties, 0) as properties, r.buildings, t.area_m2, t.area_m2_low, t.area_m2_high, r.register_area_m2,
    t.baseline_m2, t.frozen_on as baseline_frozen_on,
    b.restatement_m2, b.new_m2, b.left_m2, b.net_m2,
    t.low_percent as target_low_percent, t.high_percent as target_high_percent, t.target_low_m2, t.target_high_m2,
    coalesce(c.candidates, 0) as candidates, coalesce(c.candidate_m2, 0) as candidate_m2, coalesce(c.candidate_firm_m2, 0) as candidate_firm_m2,
    round(c.saving_ore_low * 0.01, 2) as saving_dkk, round(c.saving_ore_low * 0.01, 2) as saving_dkk_low, round(c.saving_ore_high * 0.01, 2) as saving_dkk_high,
    round(c.backlog_ore * 0.01, 2) as backlog_dkk, d.plan_m2, round(d.plan_saving_ore * 0.01, 2) as plan_saving_dkk,
    coalesce(t.firm_flags, 0) as firm_flags, coalesce(t.open_flags, 0) as open_flags,
    coalesce(t.guarded_flags, 0) as guarded_flags, coalesce(t.data_gaps, 0) as data_gaps, coalesce(t.complete_m2, 0) as complete_m2,
    round(cast(t.complete_m2 * 100 as double) / nullif(t.net_area_m2, 0), 1) as complete_percent,
    (select max(a.m2_per_citizen) from kpi_authority as a where a.authority_code = t.scope or t.scope = 'all' and w.authority_name is not null) as m2_per_citizen,
    round(cast(t.extended_m2 * 100 as double) / nullif(t.net_area_m2, 0), 1) as extended_percent,
    coalesce(w.rejected_rows, 0) as rejected_rows, round(w.unallocated_ore * 0.01, 2) as unallocated_dkk,
    g.changed_properties, w.previous_on, s.name_da as without_da, s.name_en as without_en
from flag_scope_total as t
cross join night as n
cross join whole as w
join register as r on r.scope = t.scope
left join candidates as c on c.scope = t.scope
left join planned as d on d.scope = t.scope
left join flag_baseline as b on t.scope = 'all'
left join flag_changed as g on t.scope = 'all'
left join given_sentences as s on s.topic = 'summary'
     and s.code = case when t.properties > 0 then 'none' when w.list_state = 'current' then 'empty_list' else 'no_list' end
