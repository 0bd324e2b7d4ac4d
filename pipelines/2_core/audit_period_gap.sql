-- audits: core_period_gap
-- severity: tell
-- says: Properties that a feed named before are not in its newest period: its file may be cut off, or half of it
-- Two properties are told; kinds of postings come and go, and are told where a tenth of the properties and three of them lack one.
select feed || ' of ' || period || case when kind <> '' then ', ' || kind else '' end || ': ' || missing_count || ' of ' || usual_count
    || ' properties that had it before have none, the first is ' || first_missing as sentence
from core_period_gap
where missing_count >= 2
  and (feed <> 'costs' or kind = '' or (missing_count >= 3 and missing_count * 10 > usual_count))
order by feed, kind
