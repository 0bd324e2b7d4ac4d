-- The flags of each property as lists of codes in the order of the rules, and how many there are of each state.
--
-- grain: property_id
-- There is room for eighteen rules; an audit refuses a list that leaves one out.
select
    property_id,
    trim(coalesce(max(case when ordinal = 1 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 2 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 3 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 4 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 5 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 6 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 7 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 8 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 9 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 10 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 11 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 12 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 13 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 14 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 15 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 16 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 17 and state = 'firm' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 18 and state = 'firm' then flag || ' ' end), '')) as firm_flags,
    trim(coalesce(max(case when ordinal = 1 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 2 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 3 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 4 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 5 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 6 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 7 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 8 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 9 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 10 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 11 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 12 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 13 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 14 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 15 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 16 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 17 and state = 'open' then flag || ' ' end), '') ||
           coalesce(max(case when ordinal = 18 and state = 'open' then flag || ' ' end), '')) as open_flags,
    trim(coalesce(max(case when guard = 'G1' then guard_code || ' ' end), '') ||
         coalesce(max(case when guard = 'G3' then guard_code || ' ' end), '') ||
         coalesce(max(case when guard = 'G4' then guard_code || ' ' end), '') ||
         coalesce(max(case when guard = 'G5' then guard_code || ' ' end), '') ||
         coalesce(max(case when guard = 'G6' then guard_code || ' ' end), '')) as guards,
    sum(case when state = 'firm' then 1 else 0 end)     as firm_count,
    sum(case when state = 'open' then 1 else 0 end)     as open_count,
    sum(case when state = 'guarded' then 1 else 0 end)  as guarded_count,
    sum(case when state = 'data_gap' then 1 else 0 end) as data_gap_count,
    max(case when state = 'firm' and signal = 'costly' then 1 else 0 end) as costly
from flag_result
group by property_id
