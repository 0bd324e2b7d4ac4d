-- The baselines of the actions that are in force by the night, each with the days on which it is the newest.
--
-- grain: action_id, version
-- The newest is the one approved last; of two approved on one day the higher number. newer_on is the day from which another one is newest,
-- null for the one of tonight. A version that was never the newest has from_on = newer_on.
select
    b.action_id,
    b.baseline_version as version,
    b.approved_on as from_on,
    lead(b.approved_on) over (partition by b.action_id order by b.approved_on, b.baseline_version) as newer_on,
    row_number() over (partition by b.action_id order by b.approved_on, b.baseline_version)        as place,
    b.approved_by_role,
    b.cost_ore,
    b.finish_on,
    b.gross_benefit_ore as benefit_ore,
    b.area_m2,
    b.quality,
    b.price_year,
    b.project_cost_centre,
    b.version_reason as why,
    b._file,
    b._line
from raw_action_baselines as b
cross join night as n
where b.approved_on <= n.as_of
