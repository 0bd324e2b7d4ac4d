-- Properties of which at most one may be left: the municipality's own sets, and the two last of a kind that people walk to in a locality.
--
-- grain: exclusive, property_id
-- The guard against leaving the last of its kind (G3) would otherwise let a plan leave both at once.
with

kinds as (
    select c.property_id, c.sector, c.locality, count(*) over (partition by c.sector, c.locality) as of_its_kind
    from plan_candidate as c
    join given_norms as m on m.sector = c.sector and m.proximity = 1
    join plan_setting as s on s.key = 'guard_G3' and s.value = 1
    where c.locality is not null
)

select
    'G3 ' || k.sector || ' ' || k.locality as exclusive,
    k.property_id,
    'de to sidste i ' || k.locality || ': ' || s.name_da as name_da,
    'the last two in ' || k.locality || ': ' || s.name_en as name_en
from kinds as k
left join given_sector as s on s.sector = k.sector
where k.of_its_kind = 2
union
select e.exclusive, e.property_id, e.exclusive, e.exclusive
from given_plan_exclusive as e
join plan_candidate as c on c.property_id = e.property_id
