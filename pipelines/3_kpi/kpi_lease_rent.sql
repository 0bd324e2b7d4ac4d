-- The rent of each lease per m² against the municipality's other leases of the same sector, and from when market rent may be asked for.
--
-- grain: lease_id
-- The others' middle is compared with where there are enough of them. verdict: ask_strong, ask (the rent is so much above), risk_strong, risk (so much below:
-- the landlord may ask), in_line; null where rent or area is not known or too few others are. review_from: what the contract says, else the law's
-- years from its beginning.
with

limits as (
    select
        max(case when key = 'rent_ask_percent' then value end)    as ask_percent,
        max(case when key = 'rent_strong_percent' then value end) as strong_percent,
        max(case when key = 'rent_peers_minimum' then value end)  as peers_minimum,
        max(case when key = 'review_years' then value end)        as review_years
    from given_thresholds
    where rule = 'lease'
),

priced as (
    select t.lease_id, t.property_id, t.starts_on, t.market_review_from, p.sector,
        case when t.area_m2 > 0 then cast(t.rent_ore as double) / nullif(t.area_m2, 0) end as ore_per_m2
    from core_lease_term as t
    join kpi_lease_state as s on s.lease_id = t.lease_id and s.state in ('running', 'held_over', 'given_up')
    left join core_property as p on p.property_id = t.property_id
    where t.direction = 'in'
),

ranked as (
    -- the others in order, the middle one or two of which speak for them
    select a.lease_id, b.ore_per_m2, row_number() over (partition by a.lease_id order by b.ore_per_m2, b.lease_id) as place,
        count(*) over (partition by a.lease_id) as peers
    from priced as a
    join priced as b on b.sector = a.sector and b.lease_id <> a.lease_id and b.ore_per_m2 is not null
),

compared as (
    select p.lease_id, p.property_id, p.sector, p.ore_per_m2, coalesce(max(r.peers), 0) as peers, x.ask_percent, x.strong_percent,
        case when max(r.peers) >= x.peers_minimum then avg(case when 2 * r.place between r.peers and r.peers + 2 then r.ore_per_m2 end) end as peer_ore_per_m2,
        coalesce(p.market_review_from, (cast(substr(p.starts_on, 1, 4) as integer) + cast(x.review_years as integer))
            || case when substr(p.starts_on, 6, 5) = '02-29' then '-02-28' else substr(p.starts_on, 5, 6) end) as review_from
    from priced as p
    cross join limits as x
    left join ranked as r on r.lease_id = p.lease_id
    group by p.lease_id, p.property_id, p.sector, p.ore_per_m2, p.market_review_from, p.starts_on, x.ask_percent, x.strong_percent, x.peers_minimum, x.review_years
)

select
    c.lease_id, c.property_id, c.sector, c.peers, c.ore_per_m2, c.peer_ore_per_m2,
    round(cast((c.ore_per_m2 - c.peer_ore_per_m2) * 100 as double) / nullif(c.peer_ore_per_m2, 0), 1) as difference_percent,
    case when c.ore_per_m2 is null or c.peer_ore_per_m2 is null then null
         when c.ore_per_m2 * 100 >= c.peer_ore_per_m2 * (100 + c.strong_percent) then 'ask_strong'
         when c.ore_per_m2 * 100 >= c.peer_ore_per_m2 * (100 + c.ask_percent) then 'ask'
         when c.ore_per_m2 * 100 <= c.peer_ore_per_m2 * (100 - c.strong_percent) then 'risk_strong'
         when c.ore_per_m2 * 100 <= c.peer_ore_per_m2 * (100 - c.ask_percent) then 'risk'
         else 'in_line' end                        as verdict,
    c.review_from,
    case when c.review_from <= n.as_of then 1 when c.review_from is not null then 0 end as may_ask
from compared as c
cross join night as n
