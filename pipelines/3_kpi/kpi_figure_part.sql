-- The figures that go by use, of each use of a property that has several: what the sector of that use compares.
--
-- grain: property_id, sector, figure
-- A property with one use has none here: its figures are the property's own. no_figure: 1 where the figure does not exist (nobody uses the
-- part, or it has no places).
with

parts as (
    select s.*,
        round(p.net_area_m2 * u.share, 2)                                          as net_m2,
        case when u.share is null then 0 else round(p.net_area_m2_low * u.share, 2) end as net_m2_low,
        round(p.net_area_m2_high * coalesce(u.share, 1), 2)                        as net_m2_high
    from kpi_part_space as s
    join kpi_property as p on p.property_id = s.property_id and p.tenure <> 'leased_out'
    join core_property_use as u on u.property_id = s.property_id and u.sector = s.sector
    where s.parts > 1
)

select property_id, sector, main, 'area_m2' as figure, bda_m2 as value, bda_m2_low as value_low, bda_m2_high as value_high, 0 as no_figure
from parts
union all
select property_id, sector, main, 'net_area_m2', net_m2, net_m2_low, net_m2_high, 0
from parts
union all
select property_id, sector, main, 'users', users, users_low, users_high, 0
from parts where user_kind is not null
union all
select property_id, sector, main, 'capacity', capacity, capacity_low, capacity_high, 0
from parts where user_kind is not null
union all
select property_id, sector, main, 'm2_per_user', m2_per_user, m2_per_user_low, m2_per_user_high, case when users_high = 0 then 1 else 0 end
from parts where user_kind is not null
union all
select property_id, sector, main, 'occupancy_percent', occupancy_percent, occupancy_percent_low, occupancy_percent_high,
    case when capacity = 0 then 1 else 0 end
from parts where user_kind is not null
union all
select property_id, sector, main, 'norm_need_percent', norm_need_percent, norm_need_percent_low, norm_need_percent_high, 0
from parts where norm_m2_per_user is not null
union all
select property_id, sector, main, 'vacant_m2', vacant_m2, vacant_m2_low, vacant_m2_high, 0
from parts where norm_m2_per_user is not null
