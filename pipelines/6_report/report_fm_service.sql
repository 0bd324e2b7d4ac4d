-- Each service's cost in all, and the money that has no service or no property.
--
-- grain: position
select
    row_number() over (order by t.position)  as position,
    t.service, t.properties, t.without_price,
    round(t.cost_ore * 0.01, 2)              as cost_dkk,
    round(t.cost_ore_low * 0.01, 2)          as cost_dkk_low,
    round(t.cost_ore_high * 0.01, 2)         as cost_dkk_high,
    t.share_percent,
    round(t.unallocated_ore * 0.01, 2)       as unallocated_dkk,
    w.name_da                                as sentence_da,
    w.name_en                                as sentence_en
from kpi_fm_total as t
left join given_sentences as w on w.topic = 'fm_service'
  and w.code = case when t.service in ('unmapped', 'not_counted') then t.service when t.unallocated_ore <> 0 then 'unallocated' when t.without_price > 0 then 'at_least' end
