-- The smallest change in one input that removes each flag, everything else unchanged.
--
-- grain: property_id, rule
-- Whole people, hours and m²; percent and marks with one decimal (the rule gives tenths); always enough for the worse bound: the lower one of what
-- is too little, the upper one of what is too much, and nothing is said where nobody knows it. For F2b it is the change that reaches the
-- floor: leaving the lowest quartile depends on the others as well. change_way: reach (upwards to the next whole number), pass (reaching the limit is
-- not enough), tenth (down to the next tenth), under_tenth (a tenth beyond).
select
    r.property_id,
    r.rule,
    case d.change_way
         when 'tenth' then (cast(r.change as integer) - case when r.change < cast(r.change as integer) then 1 else 0 end) * 0.1
         when 'under_tenth' then (cast(r.change as integer) - 1) * 0.1
         when 'pass' then cast(r.change as integer) + 1
         else cast(r.change as integer) + case when r.change > cast(r.change as integer) then 1 else 0 end end as change,
    d.change_unit as unit
from flag_rule as r
join given_rules as d on d.rule = r.rule
where r.state in ('firm', 'open') and r.change is not null
  -- a bound that is within the limit already has nothing to change
  and (r.change > 0 or (d.change_way = 'pass' and r.change = 0) or d.change_way in ('tenth', 'under_tenth'))
