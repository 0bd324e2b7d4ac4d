-- audits: core_cost_unallocated
-- severity: tell
-- says: Half of the money or more has no row in the cost allocation
with

lost as (
    select sum(abs(amount_ore)) as lost_ore
    from core_cost_unallocated
    where reason = 'no_rule'
),

whole as (
    select sum(abs(amount_ore)) as whole_ore
    from core_cost_centre_month
)

-- in tenths, so that the sentence is the same from month to month
select 'about ' || cast(round(10.0 * l.lost_ore / w.whole_ore) * 10 as integer)
    || ' percent of the money in the postings has an account and cost centre that no row of the allocation names' as sentence
from lost as l
cross join whole as w
where l.lost_ore * 2 >= w.whole_ore
  and w.whole_ore > 0
  and exists (select 1 from raw_cost_allocation)
