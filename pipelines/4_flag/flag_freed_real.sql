-- Is it real? A saving that lost its users, put cost off or came back: users gone rather than moved, a new lease nearby, the property still in use.
--
-- grain: warning, authority_code, action_id, year, property_id
-- adds to: flag_freed_warning
-- Users are held against the year before: what left the property must have come to its receivers, but for the limit. A count that is missing says nothing.
with

limits as (
    select max(value) as lost_percent from given_thresholds where rule = 'freed' and key = 'users_lost_percent'
),

leaving as (
    select a.*, b.users as left_users, cast(substr(a.effect_on, 1, 4) as integer) as effect_year
    from core_action as a
    left join core_user_year as b on b.property_id = a.property_id and b.year = a.baseline_year
    where a.took_effect = 1 and a.ended_on is null and a.kind in ('sell', 'demolish', 'end_lease', 'move')
),

gained as (
    -- a receiver of several actions is split by m², without m² evenly
    select l.action_id, y.year, l.left_users, count(*) as receivers, count(t.users) as counted,
        sum(cast((t.users - b.users) * coalesce(r.received_m2, 1) as double) / nullif(w.weight, 0)) as users
    from leaving as l
    join core_action_receiver as r on r.action_id = l.action_id and r.receiver_kind = 'property'
    join (select receiver_id, sum(coalesce(received_m2, 1)) as weight from core_action_receiver where receiver_kind = 'property' group by receiver_id) as w on w.receiver_id = r.receiver_id
    join kpi_freed_ledger as y on y.year > l.effect_year
    left join core_user_year as b on b.property_id = r.receiver_id and b.year = l.baseline_year
    left join core_user_year as t on t.property_id = r.receiver_id and t.year = y.year and t.kinds = b.kinds
    group by l.action_id, y.year, l.left_users
)

select 'users_lost' as warning, coalesce(l.authority_code, '') as authority_code, l.action_id, g.year, l.property_id, cast(null as bigint) as amount_ore,
    round(g.left_users - g.users, 0) as number, '' as reason
from gained as g
join leaving as l on l.action_id = g.action_id
cross join limits as x
where g.receivers = g.counted and (g.left_users - g.users) * 100 > x.lost_percent * g.left_users
union all
select 'users_nowhere', coalesce(l.authority_code, ''), l.action_id, null, l.property_id, null, l.left_users, ''
from leaving as l
where l.left_users > 0 and not exists (select 1 from core_action_receiver as r where r.action_id = l.action_id and r.receiver_kind = 'property')
union all
select 'still_in_use', coalesce(l.authority_code, ''), l.action_id, u.year, l.property_id, null, u.users, ''
from leaving as l
join core_user_year as u on u.property_id = l.property_id and u.year > l.effect_year and u.users > 0
union all
select 'still_listed', coalesce(l.authority_code, ''), l.action_id, null, l.property_id, null, l.area_m2, ''
from leaving as l
join core_property as p on p.property_id = l.property_id and p.in_use = 1
