-- The rows that each property's users, places, presence and forecast rest on.
--
-- grain: property_id, figure, part, key, _file, _line
-- adds to: kpi_evidence
-- rebuild: property_id
-- tells: key
select u.property_id, 'users' as figure, u.kind as part, u.period as key, u.users as value, 'count' as unit, 1 as row_count, u._file, u._line, cast(null as integer) as _record
from core_user as u
join kpi_user as k on k.property_id = u.property_id and k.users_period = u.period
where u.users is not null
union all
select u.property_id, 'capacity', u.kind, u.period, u.capacity, 'count', 1, u._file, u._line, null
from core_user as u
join kpi_user_count as c on c.property_id = u.property_id and c.period = u.period and c.period_rank = 1
where u.capacity is not null
union all
select u.property_id, 'present_percent', 'room', u.room || ' ' || u.period, u.hours_present, 'hours', u.room_days, u._file, u._line, null
from core_use as u
join kpi_use as k on k.property_id = u.property_id
join kpi_use_period as p on p.property_id = k.property_id and p.period = k.period
where u.period between substr(p.first_day, 1, 7) and substr(p.last_day, 1, 7)
union all
select f.property_id, 'forecast_5_percent', 'forecast', c.locality || ' ' || c.year, c.users, 'count', 1, c._file, c._line, null
from kpi_property as f
join core_forecast as c on c.sector = f.sector and c.locality = f.locality
join night as n on c.year in (n.years_ahead_5, n.years_ahead_10)
