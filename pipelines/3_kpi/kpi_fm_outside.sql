-- What was paid for a service at a property in the months after its contract had ended, where no other contract covers it: money outside a contract.
--
-- grain: contract_id, property_id
-- Months that begin after the contract's last day, of the last twelve complete ones. A contract that renews itself has not ended.
with

ended as (
    select s.contract_id, s.property_id, s.service, substr(c.ends_on, 1, 7) as last_month
    from core_service_contract_share as s
    join core_service_contract as c on c.contract_id = s.contract_id
    join kpi_property as t on t.property_id = s.property_id
    cross join night as n
    where c.ends_on < n.as_of and c.renewal_unknown = 0
),

paid as (
    select e.contract_id, e.property_id, e.service, m.period, p.first_month, p.last_month, sum(m.amount_ore) as amount_ore, min(m._file) as _file, min(m._line) as _line
    from ended as e
    join kpi_fm_month as m on m.property_id = e.property_id and m.service = e.service
    join core_period as p on p.period = m.period and p.first_month > e.last_month and p.months_in = p.month_count
    group by e.contract_id, e.property_id, e.service, m.period, p.first_month, p.last_month
),

covered as (
    select distinct d.contract_id, d.property_id, d.period
    from paid as d
    join core_service_contract_share as s on s.property_id = d.property_id and s.service = d.service and s.contract_id <> d.contract_id
    join core_service_contract as c on c.contract_id = s.contract_id
    where substr(c.starts_on, 1, 7) <= d.last_month and (c.ends_on is null or c.renewal_unknown = 1 or substr(c.ends_on, 1, 7) >= d.first_month)
)

select d.contract_id, d.property_id, d.service, sum(d.amount_ore) as amount_ore, count(*) as periods, min(d.first_month) as from_month, max(d.last_month) as to_month,
    min(d._file) as _file, min(d._line) as _line
from paid as d
left join covered as c on c.contract_id = d.contract_id and c.property_id = d.property_id and c.period = d.period
where c.period is null
group by d.contract_id, d.property_id, d.service
having sum(d.amount_ore) > 0
