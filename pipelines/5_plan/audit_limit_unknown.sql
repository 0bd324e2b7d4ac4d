-- What limits an activity's places is a word that the plan knows.
--
-- audits: given_plan
-- severity: error
-- says: the limit of an activity in plan.yaml is space, places or both (choice)
select activity, choice
from given_plan
where key = 'limit' and (choice is null or choice not in ('space', 'places', 'both'))
