-- How much area each user of a property has, how full it is, and how much area lies beyond the norm for its users.
--
-- grain: property_id
-- Users, area per user and occupancy are those of the main use; what lies beyond the norm, and what the users need by it, is that of all uses
-- that have a norm (kpi_part_space has each).
with

parts as (
    select property_id,
        case when count(vacant_m2) = count(*) then sum(vacant_m2) end           as vacant_m2,
        sum(vacant_m2_low)                                                      as vacant_m2_low,
        case when count(vacant_m2_high) = count(*) then sum(vacant_m2_high) end as vacant_m2_high,
        case when count(need_m2) = count(*) then sum(need_m2) end               as need_m2,
        sum(need_m2_low)                                                        as need_m2_low,
        case when count(need_m2_high) = count(*) then sum(need_m2_high) end     as need_m2_high,
        case when count(whole_m2) = count(*) then sum(whole_m2) end             as whole_m2,
        sum(bda_m2_low)                                                         as bda_m2_low,
        case when count(covered_m2_high) = count(*) then sum(covered_m2_high) end as covered_m2_high
    from kpi_part_space
    where norm_m2_per_user is not null and parts > 1
    group by property_id
)

select
    s.property_id,
    s.parts,
    s.user_kind,
    s.norm_m2_per_user,
    s.use_rule,
    s.bda_m2      as use_m2,
    s.bda_m2_low  as use_m2_low,
    s.bda_m2_high as use_m2_high,
    s.m2_per_user, s.m2_per_user_low, s.m2_per_user_high,
    s.occupancy_percent, s.occupancy_percent_low, s.occupancy_percent_high,

    -- of all uses together
    case when s.parts = 1 then s.need_m2_low else p.need_m2_low end           as need_m2_low,
    case when s.parts = 1 then s.need_m2_high else p.need_m2_high end         as need_m2_high,
    case when s.parts = 1 then s.vacant_m2 else p.vacant_m2 end               as vacant_m2,
    case when s.parts = 1 then s.vacant_m2_low else p.vacant_m2_low end       as vacant_m2_low,
    case when s.parts = 1 then s.vacant_m2_high else p.vacant_m2_high end     as vacant_m2_high,
    case when s.parts = 1 then s.norm_need_percent
         else round(cast(p.need_m2 * 100 as double) / nullif(p.whole_m2, 0), 2) end as norm_need_percent,
    case when s.parts = 1 then s.norm_need_percent_low
         else round(cast(p.need_m2_low * 100 as double) / nullif(p.covered_m2_high, 0), 2) end as norm_need_percent_low,
    case when s.parts = 1 then s.norm_need_percent_high
         else round(cast(p.need_m2_high * 100 as double) / nullif(p.bda_m2_low, 0), 2) end as norm_need_percent_high,
    s.reason
from kpi_part_space as s
left join parts as p on p.property_id = s.property_id
where s.main = 1
