-- People present against the people the area of its main use has room for by the norm, of each office in each period.
--
-- grain: property_id, period
-- Bounds: the area's bounds; where rooms were not counted at most all employees may have been present; where a room's month is missing,
-- the average of the others says nothing of it.
select
    r.property_id,
    r.period,
    r.period_rank,
    r.persons_present,
    case when r.rooms_missing > 0 then 0
         else round(cast(r.persons_present * s.norm_m2_per_user * 100 as double) / nullif(s.use_m2_high, 0), 2) end as attendance_percent_low,
    round(cast(case when r.rooms_counted = r.rooms and r.rooms_missing = 0 then r.persons_present else u.users_high end * s.norm_m2_per_user * 100 as double)
          / nullif(s.use_m2_low, 0), 2)                                                               as attendance_percent_high
from kpi_use_rate as r
join kpi_space as s on s.property_id = r.property_id and s.use_rule = 'attendance'
join kpi_user as u on u.property_id = r.property_id
where r.persons_present is not null
