-- Each line of protection.csv that still holds protects something.
--
-- audits: flag_protected
-- severity: warn
-- says: this line of protection.csv protects nothing: no property of the list has this key, or lies in this locality
select t.locality, t.property_id, t.reason
from given_protection as t
cross join night as n
left join kpi_property as p on p.property_id = t.property_id or (t.property_id is null and p.locality = t.locality)
where p.property_id is null and coalesce(t.until_on, '9999-12-31') >= n.as_of
