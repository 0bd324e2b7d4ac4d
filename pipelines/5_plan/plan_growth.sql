-- How much each sector grows or shrinks in each locality until five and ten years from now, by the forecast, and what that rests on.
--
-- grain: sector, locality
-- growth_5 and growth_10 are the forecast's users by today's; growth the largest of these and of today (1): what a place must have room for.
-- basis: forecast; partial (the forecast lacks a part of the sector's users, so it says at least so many); uncounted (the users of some place there are
-- not known, so a forecast cannot be held against them); none. In the last two today's users count, and nothing is guessed.
with

uses as (
    select sector, locality, tenure, users
    from kpi_property
    union all
    select s.sector, p.locality, p.tenure, s.users
    from kpi_part_space as s
    join kpi_property as p on p.property_id = s.property_id
    where s.main = 0 and s.user_kind is not null
),

today as (
    select
        sector, locality,
        sum(users)                                     as users,
        sum(case when users is null then 1 else 0 end) as unknown
    from uses
    where tenure <> 'leased_out' and sector is not null and locality is not null
    group by sector, locality
),

growth as (
    select
        t.sector, t.locality,
        case when t.unknown = 0 then cast(f.users_5 as double) / nullif(t.users, 0) end  as growth_5,
        case when t.unknown = 0 then cast(f.users_10 as double) / nullif(t.users, 0) end as growth_10,
        case when f.users_5 is null and f.users_10 is null then 'none'
             when t.unknown > 0 or t.users = 0 then 'uncounted'
             when f.partial = 1 then 'partial'
             else 'forecast' end                                                         as basis
    from today as t
    left join kpi_forecast as f on f.sector = t.sector and f.locality = t.locality
)

select
    sector, locality, growth_5, growth_10,
    case when coalesce(growth_5, 1) >= coalesce(growth_10, 1) and coalesce(growth_5, 1) > 1 then growth_5
         when coalesce(growth_10, 1) > 1 then growth_10
         else 1.0 end as growth,
    basis
from growth
