-- The contracts in and out with the terms that decide when they can be left, in our own words, with the law's default where nothing is agreed.
--
-- grain: lease_id
-- index: property_id
-- end_kind, what happens on ends_on: open (no such day), automatic (it renews), stated (notice has to be given by a day, what happens else is not
-- said), noticed (it ends, and may be ended before), fixed (it ends, and not before). terms_known 0: nothing is said but rent, area and a day.
-- notice_basis law: no notice is agreed, and the law's default holds; for a contract out that is the notice for own use.
-- A day beyond the calendar, as 9999-12-31 for "until further notice", is no end.
with

limits as (
    select
        max(case when key = 'default_notice_months' then value end) as default_notice_months,
        max(case when key = 'own_use_notice_months' then value end) as own_use_notice_months
    from given_thresholds
    where rule = 'lease'
),

worded as (
    select
        l.lease_id, l.property_id, l.area_m2, l.rent_ore, l.notice_by, case when e.month is not null then l.ends_on end as ends_on,
        l.starts_on, case when b.month is not null then l.bound_until end as bound_until, l.notice_months, l.renewal_months,
        l.break_on, l.break_notice_months, l.break_fee_ore, l.service_charge_ore, l.vat_on_rent, l.index_percent, l.index_month,
        l.market_review_from, l.making_good_ore, l.deposit_left_ore, l._file, l._line,
        coalesce(d.grp, 'in') as direction, coalesce(t.grp, 'first_of_month') as notice_to, r.grp as renewal, i.grp as index_kind
    from raw_leases as l
    left join given_months as e on e.month = substr(l.ends_on, 1, 7)
    left join given_months as b on b.month = substr(l.bound_until, 1, 7)
    left join given_codes as d on d.list = 'lease_direction' and d.code = lower(l.direction)
    left join given_codes as t on t.list = 'lease_notice_to' and t.code = lower(l.notice_to)
    left join given_codes as r on r.list = 'lease_renewal' and r.code = lower(l.renewal)
    left join given_codes as i on i.list = 'lease_index' and i.code = lower(l.index_kind)
)

select
    w.lease_id, w.property_id, w.direction, w.area_m2, w.rent_ore, w.starts_on, w.bound_until, w.notice_by, w.ends_on,

    -- the notice
    cast(coalesce(w.notice_months, case when w.direction = 'out' then x.own_use_notice_months else x.default_notice_months end) as integer) as notice_months,
    case when w.notice_months is null then 'law' else 'contract' end as notice_basis,
    w.notice_to,
    case when w.ends_on is null then 'open'
         when w.renewal = 'automatic' and w.renewal_months > 0 then 'automatic'
         when w.renewal = 'automatic' then 'stated'
         when w.notice_by is not null and w.renewal is null then 'stated'
         when w.notice_months is not null then 'noticed'
         else 'fixed' end as end_kind,
    w.renewal_months,
    case when coalesce(w.bound_until, w.renewal, w.break_on) is not null or w.notice_months is not null then 1 else 0 end as terms_known,

    -- a way out before its time
    w.break_on,
    cast(coalesce(w.break_notice_months, w.notice_months, x.default_notice_months) as integer) as break_notice_months,
    coalesce(w.break_fee_ore, 0) as break_fee_ore,

    -- the money
    w.service_charge_ore, w.vat_on_rent, w.index_kind, w.index_percent, w.index_month, w.market_review_from, w.making_good_ore, w.deposit_left_ore,
    w._file, w._line
from worded as w
cross join limits as x
