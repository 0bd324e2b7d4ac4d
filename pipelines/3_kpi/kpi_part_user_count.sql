-- Users and capacity of each use of a property in each period of the headcount, of the kind that the use is judged by.
--
-- grain: property_id, sector, period
-- period_rank 1 is the newest period that had begun on the night. A use without a kind of its own counts all kinds, beside
-- other uses those that none of them counts. A sum with fewer parts than one of the counts of the two years before is a lower bound: users_partial, any_partial.
with

kinds as (
    select p.property_id, p.sector, p.main, p.parts, m.user_kind
    from core_property_use as p
    left join given_norms as m on m.sector = p.sector
),

relevant as (
    select
        u.property_id,
        p.sector,
        p.main,
        u.period,
        d.last_month,
        case when p.counts = 1 then u.users end          as users,
        case when p.counts = 1 then u.capacity end       as capacity,
        case when p.counts = 1 then u.parts end          as parts,
        case when p.counts = 1 then u.capacity_parts end as capacity_parts,
        u.users                                                                         as any_users,
        u.parts                                                                         as any_parts
    from core_user as u
    join (select k.*, u.kind, case when k.user_kind is null and k.parts > 1 and u.kind in (select o.user_kind from kinds as o where o.property_id = k.property_id)
                 then 0 when k.user_kind is null or u.kind = k.user_kind then 1 else 0 end as counts
          from kinds as k
          join (select distinct property_id, kind from core_user) as u on u.property_id = k.property_id) as p
      on p.property_id = u.property_id and p.kind = u.kind
    join core_period as d on d.period = u.period
    cross join night as n
    where d.first_month <= substr(n.as_of, 1, 7)
),

summed as (
    select
        property_id,
        sector,
        main,
        period,
        last_month,
        cast(substr(last_month, 1, 4) as integer) * 12 + cast(substr(last_month, 6, 2) as integer) as month_index,
        sum(users)          as users,
        sum(capacity)       as capacity,
        sum(any_users)      as any_users,
        sum(parts)          as parts,
        sum(capacity_parts) as capacity_parts,
        sum(any_parts)      as any_parts
    from relevant
    group by property_id, sector, main, period, last_month
),

before as (
    select s.property_id, s.sector, s.period, max(b.parts) as parts, max(b.capacity_parts) as capacity_parts, max(b.any_parts) as any_parts
    from summed as s
    join summed as b on b.property_id = s.property_id and b.sector is s.sector and b.month_index < s.month_index and b.month_index >= s.month_index - 24
    group by s.property_id, s.sector, s.period
)

select
    s.property_id,
    s.sector,
    s.main,
    s.period,
    s.last_month,
    s.users,
    s.capacity,
    s.any_users,
    case when b.parts > s.parts then 1 else 0 end                   as users_partial,
    case when b.capacity_parts > s.capacity_parts then 1 else 0 end as capacity_partial,
    case when b.any_parts > s.any_parts then 1 else 0 end           as any_partial,
    row_number() over (partition by s.property_id, s.sector order by s.last_month desc, s.period desc) as period_rank
from summed as s
left join before as b on b.property_id = s.property_id and b.sector is s.sector and b.period = s.period
