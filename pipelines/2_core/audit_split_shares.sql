-- audits: core_action_first
-- severity: tell
-- says: The actions that an action was split into do not carry the whole of its first baseline between them
select f.split_from, sum(f.split_share_percent) as shares_percent, count(*) as actions
from core_action_first as f
where f.split_from is not null
group by f.split_from
having round(sum(f.split_share_percent), 2) <> 100 or count(f.split_share_percent) < count(*)
