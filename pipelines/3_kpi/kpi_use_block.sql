-- The twelve months of a year, each with the last month of the period of use that it belongs to: the period's name.
--
-- grain: slot
select
    substr('0' || k.n, -2) as slot,
    substr('0' || (cast(cast(k.n + t.value - 1 as double) / nullif(t.value, 0) as integer) * cast(t.value as integer)), -2) as block
from given_numbers as k
join given_thresholds as t on t.rule = 'input' and t.key = 'use_period_months'
where k.n <= 12
