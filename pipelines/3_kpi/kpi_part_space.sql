-- How much area each user of a use has, how full it is, and how much area lies beyond the norm for its users.
--
-- grain: property_id, sector
-- Bounds: the smallest area over the most users and the largest area over the fewest; no upper bound where the users may be 0. Homes that
-- are left out of the area are part of the largest: a norm or a neighbour's figure may count them. A use whose share of the property nobody
-- said has anything between nought and the whole.
with

parts as (
    select p.property_id, p.sector, p.main, p.parts, a.area_disputed, a.area_partial,
        case when p.parts = 1 then a.bda_m2 else round(a.bda_m2 * p.share, 2) end                                                    as bda_m2,
        case when p.parts = 1 then a.whole_m2 else round(a.whole_m2 * p.share, 2) end                                                as whole_m2,
        case when p.parts = 1 then a.bda_m2_low when p.share is null then 0 else round(a.bda_m2_low * p.share, 2) end                 as bda_m2_low,
        case when p.parts = 1 or p.share is null then a.bda_m2_high else round(a.bda_m2_high * p.share, 2) end                       as bda_m2_high,
        case when p.parts = 1 or p.share is null then a.covered_m2_high else round(a.covered_m2_high * p.share, 2) end               as covered_m2_high
    from core_property_use as p
    join kpi_area as a on a.property_id = p.property_id
)

select
    a.property_id,
    a.sector,
    a.main,
    a.parts,
    m.user_kind,
    m.norm_m2_per_user,
    m.use_rule,
    a.bda_m2,
    a.bda_m2_low,
    a.bda_m2_high,
    a.whole_m2,
    a.covered_m2_high,
    u.users, u.users_low, u.users_high, u.capacity, u.capacity_low, u.capacity_high, u.user_state, u.users_period,

    -- area per user
    case when m.user_kind is not null then round(cast(a.whole_m2 as double) / nullif(u.users, 0), 2) end           as m2_per_user,
    case when m.user_kind is not null then round(cast(a.bda_m2_low as double) / nullif(u.users_high, 0), 2) end  as m2_per_user_low,
    case when m.user_kind is not null then round(cast(a.covered_m2_high as double) / nullif(u.users_low, 0), 2) end  as m2_per_user_high,

    -- users against capacity
    round(cast(u.users * 100 as double) / nullif(u.capacity, 0), 2)      as occupancy_percent,
    round(cast(u.users_low * 100 as double) / nullif(u.capacity_high, 0), 2) as occupancy_percent_low,
    round(cast(u.users_high * 100 as double) / nullif(u.capacity_low, 0), 2) as occupancy_percent_high,

    -- area that the present users need by the norm, and area beyond it, never less than none
    u.users * m.norm_m2_per_user                                         as need_m2,
    u.users_low * m.norm_m2_per_user                                     as need_m2_low,
    u.users_high * m.norm_m2_per_user                                    as need_m2_high,
    case when u.users * m.norm_m2_per_user >= a.whole_m2 then 0
         else a.whole_m2 - u.users * m.norm_m2_per_user end                as vacant_m2,
    case when u.users_high * m.norm_m2_per_user >= a.bda_m2_low then 0
         else a.bda_m2_low - u.users_high * m.norm_m2_per_user end       as vacant_m2_low,
    case when u.users_low * m.norm_m2_per_user >= a.covered_m2_high then 0
         else a.covered_m2_high - u.users_low * m.norm_m2_per_user end   as vacant_m2_high,

    -- norm against area per user: how much of the area the present users need
    round(cast(u.users * m.norm_m2_per_user * 100 as double) / nullif(a.whole_m2, 0), 2)           as norm_need_percent,
    round(cast(u.users_low * m.norm_m2_per_user * 100 as double) / nullif(a.covered_m2_high, 0), 2)  as norm_need_percent_low,
    round(cast(u.users_high * m.norm_m2_per_user * 100 as double) / nullif(a.bda_m2_low, 0), 2)  as norm_need_percent_high,
    case when u.users_high = 0 then 'zero_denominator' when u.user_state = 'bounded' then 'missing'
         when u.user_state = 'fresh' and a.area_disputed = 1 then 'disputed'
         when u.user_state = 'fresh' and a.area_partial = 1 then 'partial'
         when u.user_state <> 'fresh' then u.user_state when a.bda_m2 is null then 'missing' end as reason
from parts as a
join kpi_part_user as u on u.property_id = a.property_id and u.sector is a.sector
left join given_norms as m on m.sector = a.sector
