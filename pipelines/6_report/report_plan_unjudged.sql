-- Properties that the plan could not judge, and so keeps: no activity covers what their users do.
--
-- grain: property_id
-- Either the list names no sector and the register knows none, or plan.yaml has no distance for the sector.
select
    c.property_id,
    c.name,
    c.locality,
    c.sector,
    c.tenure,
    c.area_m2,
    c.headcount as people,
    case when c.sector is null then 'Ikke bedømt: sektoren kendes ikke'
         else 'Ikke bedømt: ingen aktivitet for sektoren' end as sentence_da,
    case when c.sector is null then 'Not judged: the sector is not known'
         else 'Not judged: no activity for the sector' end    as sentence_en
from plan_candidate as c
where c.unjudged = 1
