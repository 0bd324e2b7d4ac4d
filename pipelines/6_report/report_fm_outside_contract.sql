-- What was paid for a service after its contract's end, where no other contract covers it.
--
-- grain: contract_id, property_id
select o.contract_id, o.property_id, p.name, o.service, round(o.amount_ore * 0.01, 2) as outside_dkk, o.periods, o.from_month, o.to_month, f.file, o._line as line
from kpi_fm_outside as o
join core_property as p on p.property_id = o.property_id
left join raw_file as f on f._file = o._file
