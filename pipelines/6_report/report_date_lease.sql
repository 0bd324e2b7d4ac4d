-- The days that leases bring: the last day of notice of every way out that can be missed, the end of one that ends, and when market rent may be asked for.
--
-- grain: event_id
-- adds to: report_date
with

noticed as (
    select 'lease_notice:' || o.lease_id || ':' || o.way as event_id, o.notice_by as due_on, 'lease_notice' as kind,
        e.property_id, o.lease_id as subject, o.missed_ore as amount_ore, 'notice_' || o.way as code, o.exit_on
    from kpi_lease_option as o
    join kpi_lease_exit as e on e.lease_id = o.lease_id
    where o.asked = 'tonight' and o.notice_by is not null and o.rolling = 0
),

ended as (
    select 'lease_end:' || o.lease_id, o.exit_on, 'lease_end', e.property_id, o.lease_id, null, 'ends', o.exit_on
    from kpi_lease_option as o
    join kpi_lease_exit as e on e.lease_id = o.lease_id
    where o.asked = 'tonight' and o.way in ('end', 'given_up')
),

reviewed as (
    select 'rent_review:' || r.lease_id, r.review_from, 'rent_review', r.property_id, r.lease_id, null, 'review', null
    from kpi_lease_rent as r
    where r.verdict in ('ask', 'ask_strong') and r.may_ask = 0
)

select d.event_id, d.due_on, d.kind, d.property_id, d.subject, d.amount_ore,
    replace(s.name_da, '{exit}', coalesce(substr(d.exit_on, 9, 2) || '.' || substr(d.exit_on, 6, 2) || '.' || substr(d.exit_on, 1, 4), '')) as sentence_da,
    replace(s.name_en, '{exit}', coalesce(d.exit_on, '')) as sentence_en
from (select * from noticed union all select * from ended union all select * from reviewed) as d
join given_sentences as s on s.topic = 'lease_date' and s.code = d.code
cross join night as n
where d.due_on >= n.as_of
