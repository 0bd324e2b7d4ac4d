-- audits: flag_lease_warning
-- severity: tell
-- says: A lease's last day of notice comes nearer: decide whether to leave it
-- A sentence of the last month's warnings each, the newest first: what was told once is no news until its day or its step changes.
select 'lease ' || w.lease_id || ' on ' || w.property_id || ': ' || w.months_before || case w.months_before when 1 then ' month' else ' months' end
    || ' or less until the last day of notice, ' || w.notice_by || ', for ' || w.exit_on as sentence
from flag_lease_warning as w
cross join night as n
join given_months as m on m.month = substr(n.as_of, 1, 7)
join given_months as b on b.month = substr(w.warned_on, 1, 7)
where w.newest = 1
  and m.first_day + cast(substr(n.as_of, 9, 2) as integer) - b.first_day - cast(substr(w.warned_on, 9, 2) as integer) <= 31
order by w.warned_on desc, w.notice_by, w.lease_id
