-- Tonight's net area is the baseline plus restatement and new, less what has left.
--
-- audits: flag_baseline, flag_total
-- severity: error
-- says: the parts of the waterfall do not add up
select t.baseline_m2, b.restatement_m2, b.new_m2, b.left_m2, t.net_area_m2
from flag_baseline as b
cross join flag_total as t
where t.frozen_on is not null
  and abs(t.baseline_m2 + b.restatement_m2 + b.new_m2 - b.left_m2 - t.net_area_m2) > 0.5
