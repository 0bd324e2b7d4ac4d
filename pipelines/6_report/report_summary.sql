-- The first page: one row for the whole portfolio.
--
-- grain: position
-- Without a frozen baseline the percentages are of tonight's area and baseline_frozen_on is empty.
with

area as (
    select sum(p.bda_m2) as area_m2, sum(p.bda_m2_low) as area_m2_low, sum(p.bda_m2_high) as area_m2_high,
        sum(case when p.data_level = 3 then p.net_area_m2 else 0 end) as complete_m2,
        sum(case when p.data_level = 2 then p.net_area_m2 else 0 end) as extended_m2,
        sum(f.firm_count) as firm_flags, sum(f.open_count) as open_flags,
        sum(f.guarded_count) as guarded_flags, sum(f.data_gap_count) as data_gaps
    from kpi_property as p
    join flag_property as f on f.property_id = p.property_id
),

candidates as (
    select count(*) as candidates, sum(c.net_area_m2) as candidate_m2,
        sum(case when c.state = 'firm' then c.net_area_m2 else 0 end) as candidate_firm_m2,
        sum(c.saving_ore_low) as saving_ore_low, sum(c.saving_ore_high) as saving_ore_high, sum(p.backlog_ore) as backlog_ore
    from flag_candidate as c
    join kpi_property as p on p.property_id = c.property_id
),

told as (
    select
        (select count(*) from core_building)                                             as buildings,
        (select sum(total_area_m2) from core_building)                                   as register_area_m2,
        (select sum(rows_rejected) from raw_file where state = 'loaded')                 as rejected_rows,
        (select sum(u.amount_ore) from core_cost_unallocated as u cross join night as n
         where u.period >= substr(n.months_ago_12, 1, 7) and u.period < substr(n.month_start, 1, 7)) as unallocated_ore,
        (select max(as_of) from history_total)                                           as previous_on,
        (select max(state) from raw_feed where feed = 'properties')                      as list_state
)

select
    1 as position, 'all' as scope, 'Hele porteføljen' as title_da, 'The whole portfolio' as title_en, n.as_of,
    t.properties, d.buildings, round(a.area_m2, 1) as area_m2, round(a.area_m2_low, 1) as area_m2_low, round(a.area_m2_high, 1) as area_m2_high,
    d.register_area_m2, round(t.baseline_m2, 1) as baseline_m2, t.frozen_on as baseline_frozen_on,
    b.restatement_m2, b.new_m2, b.left_m2, b.net_m2,
    t.low_percent as target_low_percent, t.high_percent as target_high_percent, t.target_low_m2, t.target_high_m2,
    c.candidates, coalesce(c.candidate_m2, 0) as candidate_m2, coalesce(c.candidate_firm_m2, 0) as candidate_firm_m2,
    round(c.saving_ore_low * 0.01, 2) as saving_dkk, round(c.saving_ore_low * 0.01, 2) as saving_dkk_low, round(c.saving_ore_high * 0.01, 2) as saving_dkk_high,
    round(c.backlog_ore * 0.01, 2) as backlog_dkk, null as plan_m2, null as plan_saving_dkk,
    coalesce(a.firm_flags, 0) as firm_flags, coalesce(a.open_flags, 0) as open_flags,
    coalesce(a.guarded_flags, 0) as guarded_flags, coalesce(a.data_gaps, 0) as data_gaps,
    coalesce(a.complete_m2, 0) as complete_m2,
    round(cast(a.complete_m2 * 100 as double) / nullif(t.net_area_m2, 0), 1) as complete_percent,
    round(cast(a.extended_m2 * 100 as double) / nullif(t.net_area_m2, 0), 1) as extended_percent,
    coalesce(d.rejected_rows, 0) as rejected_rows, round(d.unallocated_ore * 0.01, 2) as unallocated_dkk,
    g.changed_properties, d.previous_on, w.name_da as without_da, w.name_en as without_en
from flag_total as t
cross join night as n
cross join area as a
cross join candidates as c
cross join told as d
cross join flag_baseline as b
cross join flag_changed as g
left join given_sentences as w on w.topic = 'summary'
     and w.code = case when t.properties > 0 then 'none' when d.list_state = 'current' then 'empty_list' else 'no_list' end
