-- Users and capacity of each property in each period of the headcount, of the kind that its sector is judged by.
--
-- grain: property_id, period
-- period_rank 1 is the newest period not after the night's date. A sector without a kind of its own counts all kinds.
with

relevant as (
    select
        u.property_id,
        u.period,
        case when m.user_kind is null or u.kind = m.user_kind then u.users end    as users,
        case when m.user_kind is null or u.kind = m.user_kind then u.capacity end as capacity,
        u.users                                                                   as any_users
    from core_user as u
    join core_property as p on p.property_id = u.property_id
    left join given_norms as m on m.sector = p.sector
    cross join night as n
    where u.period <= substr(n.as_of, 1, length(u.period))
)

select
    property_id,
    period,
    sum(users)     as users,
    sum(capacity)  as capacity,
    sum(any_users) as any_users,
    row_number() over (partition by property_id order by period desc) as period_rank
from relevant
group by property_id, period
