-- How much area each user of a property has, how full it is, and how much area lies beyond the norm for its users.
--
-- grain: property_id
-- Bounds: the smallest area over the most users and the largest area over the fewest; no upper bound where the users may be 0. Homes that
-- are left out of the area are part of the largest: a norm or a neighbour's figure may count them.
with

norms as (
    select sector, user_kind, norm_m2_per_user, use_rule, legal_key, legal_form, proximity
    from given_norms
)

select
    p.property_id,
    m.user_kind,
    m.norm_m2_per_user,
    m.use_rule,

    -- area per user
    case when m.user_kind is not null then round(cast(a.bda_m2 as double) / nullif(u.users, 0), 2) end           as m2_per_user,
    case when m.user_kind is not null then round(cast(a.bda_m2_low as double) / nullif(u.users_high, 0), 2) end  as m2_per_user_low,
    case when m.user_kind is not null then round(cast(a.covered_m2_high as double) / nullif(u.users_low, 0), 2) end  as m2_per_user_high,

    -- users against capacity
    round(cast(u.users * 100 as double) / nullif(u.capacity, 0), 2)      as occupancy_percent,
    round(cast(u.users_low * 100 as double) / nullif(u.capacity_high, 0), 2) as occupancy_percent_low,
    round(cast(u.users_high * 100 as double) / nullif(u.capacity_low, 0), 2) as occupancy_percent_high,

    -- area beyond the norm for the present users, never less than none
    case when u.users * m.norm_m2_per_user >= a.bda_m2 then 0
         else a.bda_m2 - u.users * m.norm_m2_per_user end                as vacant_m2,
    case when u.users_high * m.norm_m2_per_user >= a.bda_m2_low then 0
         else a.bda_m2_low - u.users_high * m.norm_m2_per_user end       as vacant_m2_low,
    case when u.users_low * m.norm_m2_per_user >= a.covered_m2_high then 0
         else a.covered_m2_high - u.users_low * m.norm_m2_per_user end       as vacant_m2_high,

    -- norm against area per user: how much of the area the present users need
    round(cast(u.users * m.norm_m2_per_user * 100 as double) / nullif(a.bda_m2, 0), 2)           as norm_need_percent,
    round(cast(u.users_low * m.norm_m2_per_user * 100 as double) / nullif(a.covered_m2_high, 0), 2)  as norm_need_percent_low,
    round(cast(u.users_high * m.norm_m2_per_user * 100 as double) / nullif(a.bda_m2_low, 0), 2)  as norm_need_percent_high,
    case when u.users_high = 0 then 'zero_denominator' when u.user_state = 'bounded' then 'missing'
         when u.user_state = 'fresh' and a.area_disputed = 1 then 'disputed'
         when u.user_state <> 'fresh' then u.user_state when a.bda_m2 is null then 'missing' end as reason
from core_property as p
join kpi_area as a on a.property_id = p.property_id
join kpi_user as u on u.property_id = p.property_id
left join norms as m on m.sector = p.sector
