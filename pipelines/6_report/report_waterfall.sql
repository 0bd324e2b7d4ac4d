-- The picture of the target: from the baseline over restatement, new and left to tonight, then the way from flagged to benefit.
--
-- grain: position
-- The saving of what is gone is the ledger's of freed resources where an action says so.
-- today = baseline + restatement + added - left. The parts (flagged to cost_gone) are each of the whole, not of one another.
with

levels as (
    select 1 as position, 'baseline' as step, 'level' as kind, baseline_m2 as area_m2, baseline_m2 as area_m2_low, baseline_m2 as area_m2_high, null as properties, null as saving_dkk from flag_total
    union all
    select 2, 'restatement', 'change', coalesce(restatement_m2, 0), coalesce(restatement_m2, 0), coalesce(restatement_m2, 0), null, null from flag_baseline
    union all
    select 3, 'added', 'change', coalesce(new_m2, 0), coalesce(new_m2, 0), coalesce(new_m2, 0), null, null from flag_baseline
    union all
    select 4, 'left', 'change', -coalesce(left_m2, 0), -coalesce(left_m2, 0), -coalesce(left_m2, 0), null, null from flag_baseline
    union all
    select 5, 'today', 'level', net_area_m2, net_area_m2_low, net_area_m2_high, properties, null from flag_total
    union all
    select 13, 'target_low', 'mark', target_low_m2, target_low_m2, target_low_m2, null, null from flag_total
    union all
    select 14, 'target_high', 'mark', target_high_m2, target_high_m2, target_high_m2, null, null from flag_total
),

parts as (
    select 6 as position, 'flagged' as step, 'part' as kind, coalesce(sum(net_area_m2), 0) as area_m2, coalesce(sum(net_area_m2_low), 0) as area_m2_low, case when count(net_area_m2_high) = count(*) then coalesce(sum(net_area_m2_high), 0) end as area_m2_high, count(*) as properties, sum(saving_dkk) as saving_dkk from flag_waterfall where flagged = 1
    union all
    select 7, 'reviewed', 'part', coalesce(sum(net_area_m2), 0), coalesce(sum(net_area_m2_low), 0), case when count(net_area_m2_high) = count(*) then coalesce(sum(net_area_m2_high), 0) end, count(*), sum(saving_dkk) from flag_waterfall where reviewed = 1
    union all
    select 8, 'decided', 'part', coalesce(sum(net_area_m2), 0), coalesce(sum(net_area_m2_low), 0), case when count(net_area_m2_high) = count(*) then coalesce(sum(net_area_m2_high), 0) end, count(*), sum(saving_dkk) from flag_waterfall where decided = 1
    union all
    select 9, 'vacated', 'part', coalesce(sum(net_area_m2), 0), coalesce(sum(net_area_m2_low), 0), case when count(net_area_m2_high) = count(*) then coalesce(sum(net_area_m2_high), 0) end, count(*), sum(saving_dkk) from flag_waterfall where vacated = 1
    union all
    select 10, 'disposed', 'part', coalesce(sum(net_area_m2), 0), coalesce(sum(net_area_m2_low), 0), case when count(net_area_m2_high) = count(*) then coalesce(sum(net_area_m2_high), 0) end, count(*), sum(saving_dkk) from flag_waterfall where disposed = 1
    union all
    select 11, 'cost_gone', 'part', coalesce(sum(net_area_m2), 0), coalesce(sum(net_area_m2_low), 0), case when count(net_area_m2_high) = count(*) then coalesce(sum(net_area_m2_high), 0) end, count(*), sum(coalesce(gone_dkk, saving_dkk)) from flag_waterfall where cost_gone = 1
    union all
    select 12, 'plan', 'part', area_m2, area_m2, area_m2, properties, round(saving_ore * 0.01, 2) from plan_result where scenario = 'main' and checked = 1
)

select w.position, w.step, w.kind, round(w.area_m2, 1) as area_m2, round(w.area_m2_low, 1) as area_m2_low, round(w.area_m2_high, 1) as area_m2_high,
    w.properties, round(w.saving_dkk, 2) as saving_dkk, s.name_da as sentence_da, s.name_en as sentence_en
from (select * from levels union all select * from parts) as w
left join given_sentences as s on s.topic = 'step' and s.code = w.step
