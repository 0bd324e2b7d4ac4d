-- Every cost cell of every year of the ledger once: its cost before in that year's prices, what the accounts say, the difference, and its line.
--
-- grain: place_kind, place_id, category, year, stretch
-- A cell that changes hands in the year is two rows: its cost before is divided by days, the postings by their period and, where the day falls
-- inside one, by days. What no action holds is held against the reference year.
with

held as (
    select place_kind, place_id, category, year, stretch, split_on, base_year, base_ore, base_months, base_gap,
        case when role = 'own' and kind = 'tender' then 'tender' else 'action' end as line
    from kpi_freed_holder
    where leads = 1
),

spans as (
    select h.*, 1 as is_held from held as h
    union all
    select c.place_kind, c.place_id, c.category, l.year, 'whole', null, l.reference_year,
        case when l.reference_year is not null then coalesce(b.amount_ore, 0) end, coalesce(b.months, 0), 0, p.line, 0
    from (select distinct place_kind, place_id, category from kpi_freed_cost) as c
    cross join kpi_freed_ledger as l
    join kpi_freed_place as p on p.place_kind = c.place_kind and p.place_id = c.place_id and p.year = l.year
    left join (select distinct place_kind, place_id, category, year from held) as h
      on h.place_kind = c.place_kind and h.place_id = c.place_id and h.category = c.category and h.year = l.year
    left join kpi_freed_cost as b on b.place_kind = c.place_kind and b.place_id = c.place_id and b.category = c.category and b.year = l.reference_year
    where h.place_id is null
),

earlier as (
    -- what was posted before the day on which a cell changes hands
    select h.place_kind, h.place_id, h.category, h.year,
        sum(case when o.last_day < m.first_day - 1 + cast(substr(h.split_on, 9, 2) as integer) then c.amount_ore
                 when s.first_day >= m.first_day - 1 + cast(substr(h.split_on, 9, 2) as integer) then 0
                 else cast(round(cast(c.amount_ore * (m.first_day - 1 + cast(substr(h.split_on, 9, 2) as integer) - s.first_day) as double) / nullif(o.last_day - s.first_day + 1, 0)) as integer) end) as actual_ore
    from held as h
    join given_months as m on m.month = substr(h.split_on, 1, 7)
    join core_freed_cost as c on c.place_kind = h.place_kind and c.place_id = h.place_id and c.category = h.category and c.year = h.year
    join core_period as p on p.period = c.period
    join given_months as s on s.month = p.first_month
    join given_months as o on o.month = p.last_month
    where h.stretch = 'before'
    group by h.place_kind, h.place_id, h.category, h.year
),

amounts as (
    select s.*, f.factor, coalesce(a.amount_ore, 0) as whole_ore, coalesce(e.actual_ore, 0) as earlier_ore, coalesce(a.months, 0) as months,
        -- the rise alone is rounded, so that a large amount is to the øre too
        s.base_ore + cast(round(s.base_ore * (f.factor - 1)) as bigint) as indexed_whole,
        cast(round(cast((s.base_ore + round(s.base_ore * (f.factor - 1))) * (m.first_day - 1 + cast(substr(s.split_on, 9, 2) as integer) - l.first_day) as double) / nullif(l.days, 0)) as bigint) as indexed_earlier
    from spans as s
    join kpi_freed_ledger as l on l.year = s.year
    left join given_months as m on m.month = substr(s.split_on, 1, 7)
    left join core_price_factor as f on f.price_index = 'pl_municipal' and f.from_year = s.base_year and f.to_year = s.year
    left join kpi_freed_cost as a on a.place_kind = s.place_kind and a.place_id = s.place_id and a.category = s.category and a.year = s.year
    left join earlier as e on e.place_kind = s.place_kind and e.place_id = s.place_id and e.category = s.category and e.year = s.year
)

select
    a.place_kind, a.place_id, a.category, a.year, a.stretch, a.line, a.is_held, p.authority_code, a.base_year, a.base_ore, a.base_months, a.base_gap, a.months, a.factor,
    case a.stretch when 'whole' then indexed_whole when 'before' then indexed_earlier else indexed_whole - indexed_earlier end as indexed_ore,
    case a.stretch when 'whole' then whole_ore when 'before' then earlier_ore else whole_ore - earlier_ore end as actual_ore,
    case a.stretch when 'whole' then indexed_whole - whole_ore when 'before' then indexed_earlier - earlier_ore
         else indexed_whole - indexed_earlier - (whole_ore - earlier_ore) end as change_ore
from amounts as a
left join kpi_freed_place as p on p.place_kind = a.place_kind and p.place_id = a.place_id and p.year = a.year
