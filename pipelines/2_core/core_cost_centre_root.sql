-- The cost centres that were closed and go on under another number, each with the first number of its line.
--
-- grain: cost_centre
-- Up to four changes of number.
with

links as (
    select successor, min(cost_centre) as cost_centre
    from raw_cost_centre_changes
    where successor <> cost_centre
    group by successor
)

select a.successor as cost_centre, coalesce(d.cost_centre, c.cost_centre, b.cost_centre, a.cost_centre) as root
from links as a
left join links as b on b.successor = a.cost_centre
left join links as c on c.successor = b.cost_centre
left join links as d on d.successor = c.cost_centre
