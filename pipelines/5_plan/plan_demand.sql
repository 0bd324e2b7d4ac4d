-- How many users each property must have room for: the largest of today's and of those of five and ten years by the forecast of its locality.
--
-- grain: property_id, main, sector
-- Each property takes the growth of its sector in its locality (plan_growth), each of several uses that of its own (main 0: the other uses). Without a forecast
-- today's users count. Fewer users make no more room: nobody moves in before the others have gone.
with

uses as (
    select property_id, 1 as main, sector, locality, users_high
    from kpi_property
    union all
    select s.property_id, 0, s.sector, p.locality, s.users_high
    from kpi_part_space as s
    join kpi_property as p on p.property_id = s.property_id
    where s.main = 0 and s.user_kind is not null
)

select
    p.property_id,
    p.main,
    p.sector,
    p.users_high                                       as users,
    p.users_high * coalesce(g.growth, 1)               as users_most
from uses as p
left join plan_growth as g on g.sector = p.sector and g.locality = p.locality
where p.users_high is not null
