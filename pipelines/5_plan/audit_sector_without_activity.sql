-- Every sector that has users is judged by the plan: it has a distance in plan.yaml.
--
-- audits: given_norms
-- severity: error
-- says: this sector of norms.yaml has users, but plan.yaml names no distance_m for it, so the plan could judge none of its properties; add the activity
select n.sector, n.user_kind
from given_norms as n
left join given_plan as a on a.activity = n.sector and a.key = 'distance_m' and a.value is not null
where (n.user_kind is not null or n.norm_m2_per_user is not null) and a.activity is null
