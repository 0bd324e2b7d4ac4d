-- The uses of each property that has more than one: the part of the area, the users and the norm of each.
--
-- grain: property_id, position
select
    s.property_id,
    row_number() over (partition by s.property_id order by s.main desc, u.share desc, s.sector) as position,
    p.name,
    s.sector,
    s.main,
    round(u.share * 100, 2) as share_percent,
    round(s.bda_m2, 2) as area_m2, round(s.bda_m2_low, 2) as area_m2_low, round(s.bda_m2_high, 2) as area_m2_high,
    s.user_kind, s.users, s.users_low, s.users_high, s.capacity,
    s.m2_per_user, s.m2_per_user_low, s.m2_per_user_high, s.norm_m2_per_user,
    s.occupancy_percent, s.norm_need_percent, round(s.vacant_m2, 2) as vacant_m2,
    r.file, u._line as line
from kpi_part_space as s
join kpi_property as p on p.property_id = s.property_id
join core_property_use as u on u.property_id = s.property_id and u.sector is s.sector
left join raw_file as r on r._file = u._file
where s.parts > 1
