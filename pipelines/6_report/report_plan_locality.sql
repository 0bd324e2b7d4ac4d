-- What each locality gives up in the plan, of its area and of its users, and who comes there; those that give up much are told.
--
-- grain: position
-- Of what the plan could judge or not: every property with net area. users are the people counted. A property without a locality is in the row without one.
with

settings as (
    select max(case when key = 'locality_share_percent' then value end) as limit_percent
    from plan_setting
),

moves as (
    select t.locality as to_locality, sum(m.users) as users_arriving
    from plan_moved as m
    join plan_candidate as t on t.property_id = m.to_property_id
    where m.scenario = 'main'
    group by t.locality
),

shares as (
    select
        c.locality,
        count(*) as properties, count(m.property_id) as properties_left,
        sum(c.area_m2) as area_m2, sum(case when m.property_id is not null then c.area_m2 else 0 end) as left_m2,
        sum(c.headcount) as users, sum(coalesce(m.users_moved, 0)) as users_moved,
        round(cast(sum(case when m.property_id is not null then c.area_m2 else 0 end) * 100 as double) / nullif(sum(c.area_m2), 0), 1) as left_percent,
        round(cast(sum(coalesce(m.users_moved, 0)) * 100 as double) / nullif(sum(c.headcount), 0), 1)                                 as moved_percent
    from plan_candidate as c
    join plan_result as r on r.scenario = 'main'
    left join plan_chosen as m on m.scenario = 'main' and m.property_id = c.property_id
    group by c.locality
),

judged as (
    select s.*, x.limit_percent,
        case when s.left_percent > x.limit_percent then 'area' when s.moved_percent > x.limit_percent then 'users' end as code
    from shares as s
    cross join settings as x
)

select
    row_number() over (order by s.left_percent desc, s.moved_percent desc, s.locality) as position,
    s.locality, s.properties, s.properties_left, s.area_m2, s.left_m2, s.left_percent, s.users, s.users_moved, s.moved_percent,
    coalesce(a.users_arriving, 0)                                                        as users_arriving,
    replace(replace(w.name_da, '{share}', cast(round(case when s.code = 'area' then s.left_percent else s.moved_percent end, 0) as integer) || ''),
        '{limit}', cast(s.limit_percent as integer) || '')                               as sentence_da,
    replace(replace(w.name_en, '{share}', cast(round(case when s.code = 'area' then s.left_percent else s.moved_percent end, 0) as integer) || ''),
        '{limit}', cast(s.limit_percent as integer) || '')                               as sentence_en
from judged as s
left join moves as a on coalesce(a.to_locality, '') = coalesce(s.locality, '')
left join given_sentences as w on w.topic = 'locality' and w.code = s.code
