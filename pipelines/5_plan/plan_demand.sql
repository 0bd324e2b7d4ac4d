-- How many users each property must have room for: today's, or those of five or ten years where the forecast of its locality says more.
--
-- grain: property_id, main, sector
-- Each property takes the growth of its sector in its locality, each of several uses that of its own (main 0: the other uses). Growth is known only where the users of every property there are;
-- without it, and without a forecast, today's users count. Fewer users make no more room: nobody moves in before the others have gone.
with

uses as (
    select property_id, 1 as main, sector, locality, tenure, users, users_high
    from kpi_property
    union all
    select s.property_id, 0, s.sector, p.locality, p.tenure, s.users, s.users_high
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
    where tenure <> 'leased_out'
    group by sector, locality
),

growth as (
    select
        t.sector, t.locality,
        cast(f.users_5 as double) / nullif(t.users, 0)  as by_5,
        cast(f.users_10 as double) / nullif(t.users, 0) as by_10
    from today as t
    join kpi_forecast as f on f.sector = t.sector and f.locality = t.locality
    where t.unknown = 0
),

greatest as (
    select
        sector, locality,
        case when coalesce(by_5, 1) >= coalesce(by_10, 1) and coalesce(by_5, 1) > 1 then by_5
             when coalesce(by_10, 1) > 1 then by_10
             else 1 end as factor
    from growth
)

select
    p.property_id,
    p.main,
    p.sector,
    p.users_high                                       as users,
    p.users_high * coalesce(g.factor, 1)               as users_most,
    case when g.factor > 1 then 1 else 0 end           as grows
from uses as p
left join greatest as g on g.sector = p.sector and g.locality = p.locality
where p.users_high is not null
