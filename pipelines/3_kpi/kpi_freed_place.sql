-- Whose each place is, and which line of the ledger has what no action holds of it in a year.
--
-- grain: place_kind, place_id, year
-- new_property: it cost nothing in the reference year. volume: its users changed by more than the limit and its cost went the same way.
-- Else unexplained. A cost centre belongs to the authority of the action that names it, else to the only one there is.
with

places as (
    select c.place_kind, c.place_id, l.year,
        sum(case when c.year = l.reference_year then c.amount_ore else 0 end)   as base_ore,
        sum(case when c.year = l.reference_year then 1 else 0 end)              as base_cells,
        sum(case when c.year = l.year then c.amount_ore else 0 end)             as actual_ore,
        max(l.reference_year)                                                   as reference_year
    from kpi_freed_cost as c
    cross join kpi_freed_ledger as l
    group by c.place_kind, c.place_id, l.year
),

named as (
    select f.place_kind, f.place_id, min(a.authority_code) as authority_code
    from kpi_freed_claim as f
    join core_action as a on a.action_id = f.action_id
    group by f.place_kind, f.place_id
),

only_authority as (
    select case when min(authority_code) = max(authority_code) then min(authority_code) end as authority_code from core_property
),

limits as (
    select max(value) as volume_percent from given_thresholds where rule = 'freed' and key = 'volume_percent'
)

select
    p.place_kind, p.place_id, p.year,
    coalesce(o.authority_code, n.authority_code, u.authority_code) as authority_code,
    case when p.place_kind = 'property' then o.name end as place_name,
    b.users as base_users,
    t.users,
    case when p.place_kind = 'property' and p.base_cells = 0 then 'new_property'
         when b.kinds = t.kinds and b.users > 0 and abs(t.users - b.users) * 100 >= x.volume_percent * b.users
              and (t.users - b.users) * (p.actual_ore - round(p.base_ore * f.factor)) > 0 then 'volume'
         else 'unexplained' end as line
from places as p
cross join only_authority as u
cross join limits as x
left join named as n on n.place_kind = p.place_kind and n.place_id = p.place_id
left join core_property as o on p.place_kind = 'property' and o.property_id = p.place_id
left join core_user_year as b on p.place_kind = 'property' and b.property_id = p.place_id and b.year = p.reference_year
left join core_user_year as t on p.place_kind = 'property' and t.property_id = p.place_id and t.year = p.year
left join core_price_factor as f on f.price_index = 'pl_municipal' and f.from_year = p.reference_year and f.to_year = p.year
