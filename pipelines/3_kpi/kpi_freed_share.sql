-- What each action has of each cost cell in each year: the whole of it, or its share where several hold it together, to the øre.
--
-- grain: place_kind, place_id, category, year, stretch, action_id
-- The shares of a cell come to the cell. month_gap: a receiver's or centre's kind of cost has fewer months in the year than before.
select
    h.place_kind, h.place_id, h.category, h.year, h.stretch, h.action_id, h.role,
    c.base_year, h.frozen, c.base_gap,
    case when h.role <> 'own' and c.base_months > c.months and g.postings_per_year > c.months then 1 else 0 end as month_gap,
    case when h.weight_whole is null then 1 else 0 end as share_unknown,
    cast(round(cast(c.base_ore * h.weight_to as double) / nullif(h.weight_whole, 0)) as integer)
        - cast(round(cast(c.base_ore * h.weight_from as double) / nullif(h.weight_whole, 0)) as integer) as base_ore,
    case when h.leads = 1 then h.accounts_ore - h.base_ore else 0 end as restated_ore,
    c.factor,
    cast(round(cast(c.indexed_ore * h.weight_to as double) / nullif(h.weight_whole, 0)) as integer)
        - cast(round(cast(c.indexed_ore * h.weight_from as double) / nullif(h.weight_whole, 0)) as integer) as indexed_ore,
    cast(round(cast(c.actual_ore * h.weight_to as double) / nullif(h.weight_whole, 0)) as integer)
        - cast(round(cast(c.actual_ore * h.weight_from as double) / nullif(h.weight_whole, 0)) as integer) as actual_ore
from kpi_freed_holder as h
join kpi_freed_cell as c on c.place_kind = h.place_kind and c.place_id = h.place_id and c.category = h.category and c.year = h.year and c.stretch = h.stretch
join given_cost_categories as g on g.category = h.category
