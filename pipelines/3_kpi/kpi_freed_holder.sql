-- Whose each claimed cost cell is in each year: one holder for the year, or one up to a day and another from it on.
--
-- grain: place_kind, place_id, category, year, stretch, action_id
-- Of two actions the earlier effect holds the cell; an action that leaves the property takes it from its own day on, and the one before keeps what
-- is left of the year. Several actions that receive in one property, or name one cost centre, hold its cells together by their weights;
-- a weight that is missing leaves the shares unknown. leads: its frozen cost counts for the group.
with

claims as (
    select c.*, y.year
    from kpi_freed_claim as c
    join kpi_freed_year as y on y.year between c.effect_year and c.last_year and y.year > c.baseline_year and y.whole = 1
    where c.took_effect = 1
),

groups as (
    select place_kind, place_id, category, year, leaves, group_key, min(effect_on) as group_on,
        row_number() over (partition by place_kind, place_id, category, year, leaves
            order by min(effect_on), case when group_key = '' then 1 else 0 end, group_key) as place_rank
    from claims
    group by place_kind, place_id, category, year, leaves, group_key
),

paired as (
    select g.*,
        max(case when leaves = 1 then group_on end) over (partition by place_kind, place_id, category, year) as exit_on,
        max(case when leaves = 0 then group_on end) over (partition by place_kind, place_id, category, year) as other_on
    from groups as g
    where g.place_rank = 1
),

held as (
    select p.*,
        case when exit_on is null or other_on is null then 'whole'
             when other_on < exit_on and cast(substr(exit_on, 1, 4) as integer) = year and leaves = 0 then 'before'
             when other_on < exit_on and cast(substr(exit_on, 1, 4) as integer) = year then 'after'
             when leaves = 1 then 'whole' else 'none' end as stretch
    from paired as p
)

select
    h.place_kind, h.place_id, h.category, h.year, h.stretch, c.action_id, c.role, c.kind,
    case when h.stretch <> 'whole' then h.exit_on end as split_on,
    c.baseline_year as base_year, c.base_ore, c.accounts_ore, c.base_months, c.base_gap, c.frozen,
    case when row_number() over (partition by h.place_kind, h.place_id, h.category, h.year, h.stretch order by c.effect_on, c.action_id) = 1 then 1 else 0 end as leads,
    case when count(*) over (partition by h.place_kind, h.place_id, h.category, h.year, h.stretch) = 1 then 0.0
         else coalesce(sum(c.weight) over (partition by h.place_kind, h.place_id, h.category, h.year, h.stretch
            order by c.effect_on, c.action_id rows between unbounded preceding and 1 preceding), 0.0) end as weight_from,
    case when count(*) over (partition by h.place_kind, h.place_id, h.category, h.year, h.stretch) = 1 then 1.0
         else sum(c.weight) over (partition by h.place_kind, h.place_id, h.category, h.year, h.stretch
            order by c.effect_on, c.action_id rows between unbounded preceding and current row) end as weight_to,
    case when count(*) over (partition by h.place_kind, h.place_id, h.category, h.year, h.stretch) = 1 then 1.0
         when count(*) over (partition by h.place_kind, h.place_id, h.category, h.year, h.stretch)
            = count(nullif(c.weight, 0)) over (partition by h.place_kind, h.place_id, h.category, h.year, h.stretch)
         then sum(c.weight) over (partition by h.place_kind, h.place_id, h.category, h.year, h.stretch) end as weight_whole
from held as h
join claims as c on c.place_kind = h.place_kind and c.place_id = h.place_id and c.category = h.category and c.year = h.year
    and c.leaves = h.leaves and c.group_key = h.group_key
where h.stretch <> 'none'
