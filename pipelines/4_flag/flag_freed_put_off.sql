-- Is it real? Cost put off or taken on elsewhere: the receivers' backlog grew since the effect, or premises were rented nearby within a year of it.
--
-- grain: warning, authority_code, action_id, year, property_id
-- adds to: flag_freed_warning
-- The backlog is held against the last night before the effect of which the figures were kept; without one nothing is said. Nearby is the same
-- sector and locality.
with

leaving as (
    select a.*, m.month_number, substr(a.effect_on, 9, 2) as effect_day
    from core_action as a
    join given_months as m on m.month = substr(a.effect_on, 1, 7)
    where a.took_effect = 1 and a.ended_on is null and a.kind in ('sell', 'demolish', 'end_lease', 'move')
),

nights as (
    select l.action_id, r.receiver_id, max(h.as_of) as as_of
    from leaving as l
    join core_action_receiver as r on r.action_id = l.action_id and r.receiver_kind = 'property'
    join history_property as h on h.property_id = r.receiver_id and h.figure = 'backlog_dkk' and h.as_of <= l.effect_on
    group by l.action_id, r.receiver_id
),

rented as (
    select l.action_id, t.property_id, t.area_m2, t.rent_ore
    from leaving as l
    join core_lease_term as t on t.direction = 'in' and t.starts_on > l.effect_on
    join given_months as s on s.month = substr(t.starts_on, 1, 7)
    join core_property as p on p.property_id = t.property_id and p.sector = l.sector and p.locality = l.locality
    where t.property_id <> l.property_id
      and (s.month_number < l.month_number + 12 or (s.month_number = l.month_number + 12 and substr(t.starts_on, 9, 2) <= l.effect_day))
)

select 'rented_nearby' as warning, coalesce(l.authority_code, '') as authority_code, l.action_id, cast(null as integer) as year, r.property_id,
    sum(r.rent_ore) as amount_ore, sum(r.area_m2) as number, '' as reason
from rented as r
join leaving as l on l.action_id = r.action_id
group by coalesce(l.authority_code, ''), l.action_id, r.property_id
union all
select 'backlog_worse', coalesce(l.authority_code, ''), l.action_id, null, n.receiver_id, k.backlog_ore_low - cast(round(h.value * 100) as bigint), null, ''
from nights as n
join leaving as l on l.action_id = n.action_id
join history_property as h on h.property_id = n.receiver_id and h.as_of = n.as_of and h.figure = 'backlog_dkk'
join kpi_backlog as k on k.property_id = n.receiver_id
where k.backlog_ore_low > round(h.value * 100)
