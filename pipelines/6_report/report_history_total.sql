-- What this night keeps of the whole portfolio for the nights to come; the baseline is frozen from these figures.
--
-- grain: figure
select 'net_area_m2' as figure, net_area_m2 as value from flag_total where properties > 0
union all
select 'properties', properties from flag_total
union all
select 'area_m2', area_m2 from report_summary where scope = 'all' and area_m2 is not null
union all
select 'candidate_m2', candidate_m2 from report_summary where scope = 'all'
union all
select 'candidates', candidates from report_summary where scope = 'all'
union all
select 'plan_m2', plan_m2 from report_summary where scope = 'all' and plan_m2 is not null
union all
select 'saving_dkk', saving_dkk from report_summary where scope = 'all' and saving_dkk is not null
union all
select 'firm_flags', firm_flags from report_summary where scope = 'all'
union all
select 'open_flags', open_flags from report_summary where scope = 'all'
union all
select 'complete_percent', complete_percent from report_summary where scope = 'all' and complete_percent is not null
union all
select 'unallocated_dkk', unallocated_dkk from report_summary where scope = 'all' and unallocated_dkk is not null
union all
select 'net_m2', net_m2 from report_summary where scope = 'all' and net_m2 is not null
union all
select 'plan_properties', plan_properties from report_summary where scope = 'all' and plan_properties is not null
union all
select 'files:' || feed, files from flag_facts
union all
select 'rows:' || feed, rows_in_force from flag_facts
union all
select 'threshold:' || rule || '.' || key, value from given_thresholds
