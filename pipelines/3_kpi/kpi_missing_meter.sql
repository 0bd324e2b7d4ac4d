-- The meters that a property's use of a kind in a year lacks: delivered in one of the two years before and not in this one, or delivered
-- in a unit that cannot be turned into the kind's own and so is not added.
--
-- grain: property_id, kind, year, part
-- A meter that is taken down is delivered once with 0, and is missed no more. One figure for the whole property (no meter) lacks nothing.
with

meters as (
    select
        e.property_id,
        coalesce(k.grp, e.kind) as kind,
        e.year,
        coalesce(e.meter, '')   as part,
        max(e.amount)           as amount,
        max(case when case when coalesce(k.grp, e.kind) = 'water' then f.m3 else f.kwh end is null
            then 1 else 0 end)  as other_unit
    from raw_energy as e
    left join given_codes as k on k.list = 'energy_kind' and k.code = lower(e.kind)
    left join given_codes as u on u.list = 'energy_unit' and u.code = lower(e.unit)
    left join given_energy_unit as f on f.unit = coalesce(u.grp, lower(e.unit))
    group by e.property_id, coalesce(k.grp, e.kind), e.year, coalesce(e.meter, '')
),

years as (
    select property_id, kind, year, max(case when part = '' then 1 else 0 end) as is_total
    from meters
    group by property_id, kind, year
),

before as (
    select y.property_id, y.kind, y.year, m.part, m.amount,
        row_number() over (partition by y.property_id, y.kind, y.year, m.part order by m.year desc) as newest
    from years as y
    join meters as m on m.property_id = y.property_id and m.kind = y.kind and m.year between y.year - 2 and y.year - 1 and m.part <> ''
    where y.is_total = 0
)

select b.property_id, b.kind, b.year, b.part, 'delivered_before' as evidence
from before as b
left join meters as m on m.property_id = b.property_id and m.kind = b.kind and m.year = b.year and m.part = b.part
where b.newest = 1 and b.amount > 0 and m.property_id is null
union all
select property_id, kind, year, part, 'other_unit'
from meters
where other_unit = 1
