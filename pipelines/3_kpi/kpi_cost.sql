-- What each property cost in the last twelve complete months: the running cost and its parts, one-off money apart, with bounds.
--
-- grain: property_id
-- cost_ore is operation, maintenance, cleaning, energy and rent: what falls away every year once the property is left; unknown where a
-- part is. Money without a category may be running cost: it is in the upper bound. Money that no rule gave out though it may be the
-- property's (core_cost_open) leaves none. Where no posting is left, a lease still costs its rent.
with

by_category as (
    select
        property_id,
        sum(case when running = 1 and months > 0 then 1 else 0 end)                          as posted,
        sum(case when running = 1 and cost_ore is null then 1 else 0 end)                    as without_value,
        sum(case when running = 1 and cost_ore_high is null then 1 else 0 end)               as without_limit,
        sum(case when running = 1 and state = 'partial' then 1 else 0 end)                   as parts_open,
        sum(case when running = 1 then cost_ore end)                                         as cost_ore,
        sum(case when running = 1 then cost_ore_low end)                                     as cost_ore_low,
        sum(case when running = 1 then cost_ore_high end)                                    as cost_ore_high,
        sum(case when category = 'uncategorised' and months > 0 then cost_ore_low end)       as unsorted_ore,
        sum(case when category = 'rent' and months > 0 then 1 else 0 end)                    as rent_posted,
        sum(case when category = 'rent' and cost_ore is null then 1 else 0 end)              as rent_missing,
        sum(case when category = 'rent' and cost_ore_high is null then 1 else 0 end)         as rent_open,
        sum(case when running = 0 and category <> 'uncategorised' then cost_ore_low end)     as one_off_ore
    from kpi_cost_category
    group by property_id
),

rents as (
    select property_id, sum(rent_ore) as rent_ore, sum(case when rent_ore is null then 1 else 0 end) as rents_unknown
    from core_lease
    where running = 1
    group by property_id
),

joined as (
    select
        p.property_id, b.posted, coalesce(b.parts_open, 0) as parts_open, b.cost_ore, b.cost_ore_low, b.cost_ore_high, b.unsorted_ore, b.one_off_ore, coalesce(r.rents_unknown, 0) as rents_unknown,
        coalesce(o.amount_ore, 0) as open_ore,
        -- a lease whose rent is not in the accounts still costs its rent
        case when p.tenure = 'leased_in' and coalesce(b.rent_posted, 0) = 0 then r.rent_ore end as lease_rent_ore,
        -- where the lease has ended nobody knows whether rent is still paid
        coalesce(b.without_value, 0) + case when p.tenure = 'unclear' and coalesce(b.rent_posted, 0) = 0 then 1 else 0 end
            - case when p.tenure = 'leased_in' and b.rent_posted = 0 and r.rent_ore is not null then b.rent_missing else 0 end as without_value,
        coalesce(b.without_limit, 0) + case when p.tenure = 'unclear' and coalesce(b.rent_posted, 0) = 0 then 1 else 0 end
            - case when p.tenure = 'leased_in' and b.rent_posted = 0 and r.rent_ore is not null then b.rent_open else 0 end as without_limit
    from core_property as p
    left join by_category as b on b.property_id = p.property_id
    left join rents as r on r.property_id = p.property_id
    left join core_cost_open as o on o.property_id = p.property_id
),

judged as (
    select j.*,
        case when coalesce(posted, 0) = 0 or without_value > 0 or open_ore > 0 or (lease_rent_ore is not null and rents_unknown > 0) then 0 else 1 end as has_value,
        case when coalesce(posted, 0) = 0 or without_limit > 0 or open_ore > 0 or (lease_rent_ore is not null and rents_unknown > 0) then 0 else 1 end as has_limit
    from joined as j
)

select
    property_id,
    case when coalesce(posted, 0) = 0 and lease_rent_ore is null then 'missing' when has_value = 0 or parts_open > 0 and has_limit = 0 then 'partial' when has_limit = 0 then 'spread'
         when unsorted_ore <> 0 then 'uncategorised' else 'whole' end                        as cost_state,
    case when has_value = 1 then cost_ore + coalesce(lease_rent_ore, 0) end                  as cost_ore,
    case when posted > 0 or lease_rent_ore is not null
         then coalesce(cost_ore_low, 0) + coalesce(lease_rent_ore, 0) + case when unsorted_ore < 0 then unsorted_ore else 0 end end as cost_ore_low,
    case when has_limit = 1
         then cost_ore_high + coalesce(lease_rent_ore, 0) + case when unsorted_ore > 0 then unsorted_ore else 0 end end as cost_ore_high,
    lease_rent_ore,
    unsorted_ore,
    open_ore,
    one_off_ore
from judged
