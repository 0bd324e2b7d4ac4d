-- What each service costs at each property a year, and per m2 served, with bounds and with where the number comes from.
--
-- grain: property_id, service
-- basis: accounts; contract (no posting, so the contract's yearly value by the property's share); in_rent (a lease that is served and has no posting: it may be in the rent,
-- which is unknown and not nought); none. The area is what service_level says is served, else the plot or the property's gross area. A sum of which months are missing,
-- or of which money was given to nobody, is a lower bound. band is the class of size that peers share.
with

keys as (
    select property_id, service from kpi_fm_posting
    union
    select property_id, service from core_service_level
    union
    select property_id, service from core_own_hours
    union
    select property_id, service from core_service_contract_share
),

contracts as (
    select s.property_id, s.service, sum(s.value_ore) as value_ore, count(*) as contracts, count(s.value_ore) as valued
    from core_service_contract_share as s
    join core_service_contract as c on c.contract_id = s.contract_id
    cross join night as n
    where c.begun = 1 and (c.ends_on is null or c.ends_on >= n.as_of)
    group by s.property_id, s.service
),

gathered as (
    select p.property_id, v.service, v.position, p.sector, p.tenure, l.level, q.amount_ore_low, c.contracts, c.value_ore as contract_ore,
        case when q.property_id is not null then 'accounts' when c.contracts = c.valued then 'contract'
             when p.tenure in ('leased_in', 'unclear') then 'in_rent' else 'none' end                                           as basis,
        case when coalesce(q.parts_open, 0) = 1 or coalesce(o.amount_ore, 0) > 0 then null
             when q.property_id is not null then q.amount_ore when c.contracts = c.valued then c.value_ore end              as cost_ore,
        case when q.property_id is not null then q.amount_ore_low when c.contracts = c.valued then c.value_ore end          as cost_ore_low,
        case when coalesce(q.limits_open, 0) = 1 or coalesce(o.amount_ore, 0) > 0 then null
             when q.property_id is not null then q.amount_ore_high when c.contracts = c.valued then c.value_ore end         as cost_ore_high,
        q.income_ore, q.periods, q.by_map, q.posting_count, q._file, q._line,
        case when l.m2_served is not null then 'served' when v.area = 'plot' then case when g.plot_m2 > 0 then 'plot' end when p.bda_m2 is not null then 'gross' end as area_source,
        case when l.m2_served is not null then l.m2_served when v.area = 'plot' then g.plot_m2 else p.whole_m2 end     as m2,
        case when l.m2_served is not null then l.m2_served when v.area = 'plot' then g.plot_m2 else p.bda_m2_low end   as m2_low,
        case when l.m2_served is not null then l.m2_served when v.area = 'plot' then g.plot_m2 else p.bda_m2_high end  as m2_high,
        case when v.service = 'canteen' then p.users end                                                               as users
    from keys as k
    join core_service as v on v.service = k.service and v.counts = 1
    join kpi_property as p on p.property_id = k.property_id
    left join kpi_fm_posting as q on q.property_id = k.property_id and q.service = k.service
    left join contracts as c on c.property_id = k.property_id and c.service = k.service
    left join core_service_level as l on l.property_id = k.property_id and l.service = k.service
    left join core_cost_open as o on o.property_id = k.property_id
    -- a plot that several properties of the list share is nobody's alone
    left join (select bfe_number from kpi_property group by bfe_number having count(*) = 1) as b on b.bfe_number = p.bfe_number
    left join core_property_plot as g on g.bfe_number = b.bfe_number
)

select
    t.*,
    case when t.m2_high <= x.band_1 then 1 when t.m2_high <= x.band_2 then 2 when t.m2_high <= x.band_3 then 3 when t.m2_high is not null then 4 end as band,
    round(cast(cost_ore as double) / nullif(m2 * 100, 0), 2)           as cost_per_m2_dkk,
    round(cast(cost_ore_low as double) / nullif(m2_high * 100, 0), 2)  as cost_per_m2_dkk_low,
    round(cast(cost_ore_high as double) / nullif(m2_low * 100, 0), 2)  as cost_per_m2_dkk_high,
    round(cast(cost_ore as double) / nullif(users * 100, 0), 2)        as cost_per_user_dkk
from gathered as t
cross join (
    select max(case when key = 'band_1_m2' then value end) as band_1, max(case when key = 'band_2_m2' then value end) as band_2,
        max(case when key = 'band_3_m2' then value end) as band_3
    from given_thresholds
    where rule = 'fm'
) as x
