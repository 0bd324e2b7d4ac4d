-- The groups that each property's price of a service can be compared in, from the narrowest: same size and level, same level, same sector; and the one that it is compared in.
--
-- grain: property_id, service
-- compared: band (service, sector, size and level), level (service, sector and level), sector (service and sector: the level is not controlled). A group needs so
-- many known prices as the limit says; the widest is taken whatever it has, and peers says how many. Who has no level is compared by sector. A property that
-- is let out, and a price of nought or less, is nobody's peer.
with

members as (
    select c.property_id, c.service, c.sector, c.level, c.band, c.cost_per_m2_dkk,
        case when c.cost_per_m2_dkk > 0 then 1 else 0 end as known
    from kpi_fm_cost as c
    where coalesce(c.tenure, 'owned') <> 'leased_out' and coalesce(c.cost_per_m2_dkk, 1) > 0
),

counted as (
    select m.*,
        sum(known) over (partition by service, sector, level, band)  as in_band,
        sum(known) over (partition by service, sector, level)        as in_level,
        sum(known) over (partition by service, sector)               as in_sector
    from members as m
)

select
    t.property_id, t.service, t.sector, t.level, t.band, t.cost_per_m2_dkk, t.in_band, t.in_level, t.in_sector,
    case when t.level is not null and t.band is not null and t.in_band >= x.least_peers then 'band'
         when t.level is not null and t.in_level >= x.least_peers then 'level' else 'sector' end as compared,
    case when t.level is not null and t.band is not null and t.in_band >= x.least_peers then t.in_band
         when t.level is not null and t.in_level >= x.least_peers then t.in_level else t.in_sector end as peers
from counted as t
cross join (select max(value) as least_peers from given_thresholds where rule = 'fm' and key = 'least_peers') as x
