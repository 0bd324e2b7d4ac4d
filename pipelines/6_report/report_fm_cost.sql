-- What each service costs at each property, with where the number comes from.
--
-- grain: property_id, service
select
    c.property_id, p.name, c.sector, c.service, c.basis as price_basis, c.level,
    round(c.cost_ore * 0.01, 2)      as cost_dkk,
    round(c.cost_ore_low * 0.01, 2)  as cost_dkk_low,
    round(c.cost_ore_high * 0.01, 2) as cost_dkk_high,
    round(c.income_ore * 0.01, 2)    as income_dkk,
    round(c.contract_ore * 0.01, 2)  as contract_dkk,
    c.m2, c.area_source as served_by, c.cost_per_m2_dkk, c.cost_per_m2_dkk_low, c.cost_per_m2_dkk_high, c.cost_per_user_dkk,
    c.by_map, c.periods, c.posting_count as postings, f.file, c._line as line
from kpi_fm_cost as c
join core_property as p on p.property_id = c.property_id
left join raw_file as f on f._file = c._file
