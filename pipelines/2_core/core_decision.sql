-- The newest decision about each property, with whether it still holds, and what has come of it: the effect and its day.
--
-- grain: property_id
-- An effect (sold, demolished, lease ended, closed) counts from its day on and does not expire: a later decision without one leaves it as
-- it is, unless it says that the property is kept or looked into again.
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
),

standing as (
    select r.*,
        min(case when effect_on is not null and effect is not null or verdict not in ('exit', 'done') then decision_rank end) over (partition by property_id) as effect_rank
    from ranked as r
),

effects as (
    select property_id, effect, effect_on
    from standing
    where decision_rank = effect_rank
)

select
    s.property_id,
    s.verdict,
    s.reason,
    s.decided_by_role,
    s.decided_on,
    s.valid_until,
    case when s.valid_until < s.as_of then 0 else 1 end as holds,
    s.evidence_threshold_percent,

    -- only an effect with a day that has come counts
    coalesce(e.effect, s.effect) as effect,
    coalesce(e.effect_on, s.effect_on) as effect_on,
    case when e.effect is not null and e.effect_on <= s.as_of then 1 else 0 end as took_effect,
    s._file,
    s._line
from standing as s
left join effects as e on e.property_id = s.property_id
where s.decision_rank = 1
