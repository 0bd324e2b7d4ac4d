-- The key figures of every group of properties: sector, locality, authority and the whole.
--
-- grain: scope, key
-- A rate is over the properties that have both halves of it, their area whole, and says how many have. A sum of bounds is a bound of the sum, and has none
-- where one of its parts has none.
with

members as (
    -- of a property that belongs to the group in part: its share of area and money, and the users of that use
    select s.scope, s.key,
        p.bda_m2 * s.share as bda_m2, p.bda_m2_low * s.share as bda_m2_low, p.bda_m2_high * s.share as bda_m2_high,
        p.net_area_m2 * s.share as net_area_m2, p.net_area_m2_low * s.share as net_area_m2_low, p.net_area_m2_high * s.share as net_area_m2_high,
        case when s.whole = 0 then u.user_kind else p.user_kind end as user_kind,
        case when s.whole = 0 then u.users else p.users end         as users,
        case when s.whole = 0 then u.capacity else p.capacity end   as capacity,
        case when s.whole = 0 then cast(round(p.cost_ore * s.share) as integer) else p.cost_ore end as cost_ore,
        case when s.whole = 0 then cast(round(p.cost_ore_low * s.share) as integer) else p.cost_ore_low end as cost_ore_low,
        case when s.whole = 0 then cast(round(p.cost_ore_high * s.share) as integer) else p.cost_ore_high end as cost_ore_high,
        case when s.whole = 0 then cast(round(p.backlog_ore_low * s.share) as integer) else p.backlog_ore_low end as backlog_ore_low,
        p.whole_m2 * s.share as whole_m2,
        p.energy_kwh_per_m2, p.condition_mark, p.data_level
    from kpi_scope as s
    join kpi_property as p on p.property_id = s.property_id
    left join kpi_part_space as u on u.property_id = s.property_id and u.sector is s.key and s.whole = 0
),

rated as (
    select m.*,
        case when cost_ore is not null then whole_m2 end                              as costed_m2,
        case when users is not null and user_kind is not null then whole_m2 end       as peopled_m2,
        case when energy_kwh_per_m2 is not null then whole_m2 end                     as metered_m2,
        case when condition_mark is not null then whole_m2 end                        as inspected_m2,
        case when whole_m2 is not null and user_kind is not null then users end       as users_housed,
        case when capacity is not null and user_kind is not null then users end       as users_placed,
        case when users is not null and user_kind is not null then capacity end       as places_counted
    from members as m
)

select
    scope,
    key,
    count(*)                                                                                as properties,
    round(sum(bda_m2), 1)                                                                   as bda_m2,
    round(sum(bda_m2_low), 1)                                                               as bda_m2_low,
    case when count(bda_m2_high) = count(*) then round(sum(bda_m2_high), 1) end             as bda_m2_high,
    round(sum(net_area_m2), 1)                                                              as net_area_m2,
    round(sum(net_area_m2_low), 1)                                                          as net_area_m2_low,
    case when count(net_area_m2_high) = count(*) then round(sum(net_area_m2_high), 1) end   as net_area_m2_high,
    count(bda_m2)                                                                           as with_area,
    sum(case when user_kind is not null then users end)                                     as users,
    sum(case when user_kind is not null then capacity end)                                  as capacity,
    count(peopled_m2)                                                                       as with_users,
    round(cast(sum(peopled_m2) as double) / nullif(sum(users_housed), 0), 2)                as m2_per_user,
    round(cast(sum(users_placed) * 100 as double) / nullif(sum(places_counted), 0), 2)      as occupancy_percent,
    sum(cost_ore_low)                                                                       as cost_ore_low,
    case when count(cost_ore_low) = count(cost_ore_high) then sum(cost_ore_high) end        as cost_ore_high,
    count(costed_m2)                                                                        as with_cost,
    round(cast(sum(case when costed_m2 is not null then cost_ore end) as double) / nullif(sum(costed_m2) * 100, 0), 2)  as cost_per_m2_dkk,
    case when count(costed_m2) = count(case when costed_m2 is not null then cost_ore_high end)
        then round(cast(sum(case when costed_m2 is not null then cost_ore_high end) as double) / nullif(sum(costed_m2) * 100, 0), 2) end as cost_per_m2_dkk_high,
    round(cast(sum(cast(round(energy_kwh_per_m2 * metered_m2) as integer)) as double) / nullif(sum(metered_m2), 0), 2)      as energy_kwh_per_m2,
    count(metered_m2)                                                                       as with_energy,
    round(cast(sum(cast(round(condition_mark * 100) as integer) * inspected_m2) * 0.01 as double) / nullif(sum(inspected_m2), 0), 2) as condition_mark,
    count(inspected_m2)                                                                     as with_condition,
    sum(backlog_ore_low)                                                                    as backlog_ore,
    sum(case when data_level = 3 then bda_m2 else 0 end)                                    as complete_m2
from rated
group by scope, key
