-- Whether the contracts of each service must be tendered: their value over the whole term with options, all of one service together, against the threshold of the night's year.
--
-- grain: service, regime
-- duty: threshold_old (no row of given_tender_thresholds holds on the night: nothing is judged), over, unknown (some contract has no value or no end, and the others stay
-- under), under. Own staff are no contract. threshold_until is the last day of the newest threshold that there is.
with

valued as (
    select c.contract_id, c.service, case when c.procedure = 'light' then 'light' else 'goods_services' end as regime,
        cast(round(cast(c.value_ore * c.term_months as double) / 12) as integer) as term_ore
    from core_service_contract as c
    cross join night as n
    where coalesce(c.procedure, '') <> 'in_house' and (c.ends_on is null or c.ends_on >= n.as_of or c.renewal_unknown = 1)
),

summed as (
    select service, regime, count(*) as contracts, sum(term_ore) as term_ore, sum(case when term_ore is null then 1 else 0 end) as without_value
    from valued
    group by service, regime
),

thresholds as (
    select t.regime, max(t.valid_to) as threshold_until, max(case when n.as_of between t.valid_from and t.valid_to then t.value_dkk end) as threshold_dkk
    from given_tender_thresholds as t
    cross join night as n
    group by t.regime
)

select s.service, s.regime, s.contracts, s.term_ore, s.without_value, t.threshold_dkk, t.threshold_until,
    case when t.threshold_dkk is null then 'threshold_old' when s.term_ore >= t.threshold_dkk * 100 then 'over' when s.without_value > 0 then 'unknown' else 'under' end as duty
from summed as s
left join thresholds as t on t.regime = s.regime
