-- The newest decision about each property, with whether it still holds and whether its effect has come.
--
-- grain: property_id
with

ranked as (
    select
        d.property_id, coalesce(v.grp, d.verdict) as verdict, d.reason, d.decided_by_role, d.decided_on, d.valid_until,
        d.evidence_threshold_percent, coalesce(e.grp, d.effect) as effect, d.effect_on, d._file, d._line, n.as_of,
        row_number() over (partition by d.property_id order by d.decided_on desc, d._file desc, d._line desc) as decision_rank
    from raw_decisions as d
    cross join night as n
    left join given_codes as v on v.list = 'verdict' and v.code = lower(d.verdict)
    left join given_codes as e on e.list = 'effect' and e.code = lower(d.effect)
    where d.decided_on <= n.as_of
)

select
    property_id,
    verdict,
    reason,
    decided_by_role,
    decided_on,
    valid_until,
    case when valid_until < as_of then 0 else 1 end as holds,
    evidence_threshold_percent,

    -- only an effect with a day that has come counts
    effect,
    effect_on,
    case when effect is not null and effect_on <= as_of then 1 else 0 end as took_effect,
    _file,
    _line
from ranked
where decision_rank = 1
