-- audits: core_claim
-- severity: tell
-- says: Two properties of the list claim one building: the one with the lower key has it
select building_id, property_id, claimed_by, claim_count, _file, _line
from core_claim
where claim_count > 1
