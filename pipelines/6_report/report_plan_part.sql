-- The groups of properties that can be discussed apart: in one group are those that users could move between, directly or by way of others.
--
-- grain: position
-- What is decided on one group changes nothing for another, but for what each gives to the target. The largest group is the first.
with

receives as (
    select distinct to_property_id as property_id
    from plan_moved
    where scenario = 'main'
),

roles as (
    select
        t.part, t.property_id, c.name, c.locality, c.sector, c.area_m2, c.headcount,
        case when m.property_id is not null then 'leaves' when r.property_id is not null then 'receives'
             when t.may_leave = 1 then 'may_leave' else 'may_receive' end as role,
        count(*) over (partition by t.part) as properties,
        sum(t.may_leave) over (partition by t.part) as may_leave
    from plan_part as t
    join plan_candidate as c on c.property_id = t.property_id
    left join plan_chosen as m on m.scenario = 'main' and m.property_id = t.property_id
    left join receives as r on r.property_id = t.property_id
)

select
    row_number() over (order by g.part, case g.role when 'leaves' then 1 when 'receives' then 2 when 'may_leave' then 3 else 4 end, g.name, g.property_id) as position,
    g.part, g.properties, g.may_leave,
    g.property_id, g.name, g.locality, g.sector, g.area_m2,
    g.headcount as people,
    s.name_da as sentence_da,
    s.name_en as sentence_en
from roles as g
left join given_sentences as s on s.topic = 'part' and s.code = g.role
