-- F6: leased premises whose users fit into the vacant area of one property of our own, of the same sector and locality.
--
-- grain: property_id
-- adds to: flag_rule
-- One property: a hundred m² here and there in ten buildings replace nothing. The need is the users times the norm, else the lease's
-- area. Two leases may name the same vacant area; the plan gives it to one. A lease that has ended says nothing: a data gap.
with

limits as (
    select max(value) as spare_factor
    from given_thresholds
    where rule = 'F6' and key = 'spare_factor'
),

leased as (
    select property_id, sector, locality,
        case when parts > 1 then need_m2_low when user_state = 'missing' or norm_m2_per_user is null then bda_m2_low
             else users_low * norm_m2_per_user end   as need_low,
        case when parts > 1 then need_m2_high when user_state = 'missing' or norm_m2_per_user is null then bda_m2_high
             else users_high * norm_m2_per_user end  as need_high
    from kpi_property
    where tenure = 'leased_in'
),

own as (
    -- what lies vacant of the use of the lease's own kind
    select p.property_id, p.sector, p.locality, p.vacant_m2_low, p.vacant_m2_high
    from kpi_property as p
    where p.tenure = 'owned' and coalesce(p.parts, 1) = 1
    union all
    select p.property_id, s.sector, p.locality, s.vacant_m2_low, s.vacant_m2_high
    from kpi_property as p
    join kpi_part_space as s on s.property_id = p.property_id
    where p.tenure = 'owned' and p.parts > 1
),

offered as (
    select
        l.property_id,
        l.need_low,
        l.need_high,
        o.property_id as replacing_property_id,
        o.vacant_m2_low,
        o.vacant_m2_high,
        row_number() over (partition by l.property_id
            order by case when o.vacant_m2_low is null then 1 else 0 end, o.vacant_m2_low desc, o.property_id)        as best,
        max(o.vacant_m2_high) over (partition by l.property_id)                                                       as most_high,
        sum(case when o.property_id is not null and o.vacant_m2_high is null then 1 else 0 end) over (partition by l.property_id) as unknown
    from leased as l
    left join own as o on o.sector = l.sector and o.locality = l.locality
)

select
    f.property_id,
    'F6' as rule,
    case when f.need_high is null then 'data_gap'
         when f.vacant_m2_low >= f.need_high * x.spare_factor then 'firm'
         when f.most_high >= f.need_low * x.spare_factor then 'open'
         when f.unknown > 0 then 'data_gap'
         else 'none' end                       as state,
    f.vacant_m2_low                            as value_low,
    f.most_high                                as value_high,
    f.need_high * x.spare_factor               as threshold,
    1                                          as periods,
    f.most_high - f.need_high * x.spare_factor as change,
    case when p.bda_m2 is null then 'leases.area_m2' else 'headcount.users' end as datum,
    cast(null as varchar)                      as use_sector,
    f.replacing_property_id
from offered as f
cross join limits as x
join kpi_property as p on p.property_id = f.property_id
where f.best = 1
union all
select property_id, 'F6', 'data_gap', null, null, null, 1, null, 'leases.ends_on', null, null
from kpi_property
where tenure = 'unclear'
