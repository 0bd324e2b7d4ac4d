-- The first page: one row for the whole portfolio and, where several share the warehouse, one per authority.
--
-- grain: position
-- Without a frozen baseline the percentages are of tonight's area and baseline_frozen_on is empty. What has moved since the baseline,
-- rejects and unallocated money are known for the whole only; plan columns stay empty without a plan.
with

candidates as (
    select s.scope, sum(case when c.candidate is not null then 1 else 0 end) as candidates, sum(c.candidate_m2) as candidate_m2,
        sum(case when c.candidate = 'firm' then c.candidate_m2 else 0 end)                               as candidate_firm_m2,
        sum(case when c.candidate is not null and c.has_place = 1 then 1 else 0 end)                     as with_place,
        sum(case when c.has_place = 1 then c.candidate_m2 else 0 end)                                    as with_place_m2,
        sum(case when c.candidate is not null and c.in_plan = 1 then 1 else 0 end)                       as planned,
        sum(case when c.candidate is not null then c.saving_ore_low end)                                 as saving_ore_low,
        case when count(case when c.candidate is not null then c.saving_ore_low end) = count(case when c.candidate is not null then c.saving_ore_high end)
             then sum(case when c.candidate is not null then c.saving_ore_high end) end                  as saving_ore_high,
        sum(case when c.candidate is not null then p.backlog_ore_low end)                                    as backlog_ore,
        sum(c.in_plan) as plan_properties, sum(c.plan_m2) as plan_m2, sum(c.plan_saving_ore) as plan_saving_ore
    from report_conclusion as c
    join flag_scope as s on s.property_id = c.property_id
    join kpi_property as p on p.property_id = c.property_id
    group by s.scope
),

register as (
    select t.scope, coalesce(sum(b.buildings), 0) as register_buildings, sum(b.total_area_m2) as register_area_m2
    from flag_scope_total as t
    left join (select authority_code, count(*) as buildings, sum(total_area_m2) as total_area_m2 from core_building group by authority_code) as b
      on t.scope = 'all' or b.authority_code = t.scope
    group by t.scope
),

listed as (
    select s.scope, count(*) as buildings
    from report_buildings as b
    join flag_scope as s on s.property_id = b.property_id
    group by s.scope
),

whole as (
    select
        (select sum(rows_rejected) from raw_file where state = 'loaded')                                    as rejected_rows,
        (select sum(case when last_twelve_months = 1 then amount_dkk end) from report_unallocated)          as unallocated_dkk,
        (select sum(amount_dkk) from report_unallocated)                                                   as unallocated_all_dkk,
        (select case when max(as_of) is not null then (select count(distinct property_id) from report_changes where material = 1) end from history_property) as changed_properties,
        (select sum(amount_ore) from core_cost_uncategorised)                                               as uncategorised_ore,
        (select nullif(count(*), 0) from core_cost_uncategorised)                                           as uncategorised_accounts,
        (select max(as_of) from history_total)                                                             as previous_on,
        (select max(state) from raw_feed where feed = 'properties')                                        as list_state,
        (select case when count(*) = 1 then max(a.name_da) end
         from core_authority as c left join given_authorities as a on a.authority_code = c.authority_code) as authority_name
)

select
    row_number() over (order by case when t.scope = 'all' then 0 else 1 end, t.scope) as position, t.scope,
    case when t.scope = 'all' then 'Hele porteføljen' else t.scope end as title_da,
    case when t.scope = 'all' then 'The whole portfolio' else t.scope end as title_en, w.authority_name, n.as_of,
    coalesce(t.properties, 0) as properties, coalesce(l.buildings, 0) as buildings,
    t.net_area_m2 as area_m2, t.net_area_m2_low as area_m2_low, t.net_area_m2_high as area_m2_high, t.gross_area_m2, r.register_buildings, r.register_area_m2,
    t.baseline_m2, t.frozen_on as baseline_frozen_on,
    b.restatement_m2, b.new_m2, b.left_m2, b.net_m2,
    t.low_percent as target_low_percent, t.high_percent as target_high_percent, t.target_low_m2, t.target_high_m2,
    coalesce(c.candidates, 0) as candidates, coalesce(c.candidate_m2, 0) as candidate_m2, coalesce(c.candidate_firm_m2, 0) as candidate_firm_m2,
    coalesce(c.with_place, 0) as candidates_with_place, coalesce(c.with_place_m2, 0) as candidate_with_place_m2,
    coalesce(c.candidates - c.with_place, 0) as candidates_without_place, coalesce(c.candidate_m2 - c.with_place_m2, 0) as candidate_without_place_m2,
    coalesce(c.planned, 0) as candidates_in_plan, c.plan_properties,
    round(c.saving_ore_low * 0.01, 2) as saving_dkk, round(c.saving_ore_low * 0.01, 2) as saving_dkk_low, round(c.saving_ore_high * 0.01, 2) as saving_dkk_high,
    round(c.backlog_ore * 0.01, 2) as backlog_dkk, case when c.plan_properties is not null then coalesce(c.plan_m2, 0) end as plan_m2,
    case when c.plan_properties is not null then round(coalesce(c.plan_saving_ore, 0) * 0.01, 2) end as plan_saving_dkk,
    coalesce(t.firm_flags, 0) as firm_flags, coalesce(t.open_flags, 0) as open_flags,
    coalesce(t.guarded_flags, 0) as guarded_flags, coalesce(t.data_gaps, 0) as data_gaps, coalesce(t.complete_m2, 0) as complete_m2,
    round(cast(t.complete_m2 * 100 as double) / nullif(t.net_area_m2, 0), 1) as complete_percent,
    (select max(a.m2_per_citizen) from kpi_authority as a where a.authority_code = t.scope or t.scope = 'all' and w.authority_name is not null) as m2_per_citizen,
    round(cast(t.extended_m2 * 100 as double) / nullif(t.net_area_m2, 0), 1) as extended_percent,
    coalesce(w.rejected_rows, 0) as rejected_rows, round(w.unallocated_dkk, 2) as unallocated_dkk, round(w.unallocated_all_dkk, 2) as unallocated_all_dkk,
    round(w.uncategorised_ore * 0.01, 2) as uncategorised_dkk, w.uncategorised_accounts,
    case when t.scope = 'all' then w.changed_properties end as changed_properties, w.previous_on, s.name_da as without_da, s.name_en as without_en
from flag_scope_total as t
cross join night as n
cross join whole as w
join register as r on r.scope = t.scope
left join listed as l on l.scope = t.scope
left join candidates as c on c.scope = t.scope
left join flag_baseline as b on t.scope = 'all'
left join given_sentences as s on s.topic = 'summary'
     and s.code = case when t.properties > 0 then 'none' when w.list_state in ('current', 'held') then 'empty_list' else 'no_list' end
