-- What is counted of each action's net in each year: no less than nought and no more than its cost before; what lies outside is another change.
--
-- grain: action_id, year
-- realised: the figure is known and the year lies after the effect whole. The rate holds the net of
-- such a year against what was planned for a whole one, in prices of the year.
-- adds_up: all running cost of the authority and year is in the identity; where that does not close its audit holds back all that reads this.
select
    a.action_id, a.year, a.authority_code, a.kind, a.reason, a.grade,
    case when a.grade = 'A' then 1 else 0 end as realised,
    a.net_ore,
    case when a.net_ore is null then null when a.net_ore <= 0 or a.indexed_ore <= 0 then 0
         when a.net_ore > a.indexed_ore then a.indexed_ore else a.net_ore end as counted_ore,
    a.net_ore - case when a.net_ore <= 0 or a.indexed_ore <= 0 then 0
                     when a.net_ore > a.indexed_ore then a.indexed_ore else a.net_ore end as other_change_ore,
    cast(round(cast(a.net_ore as double) / nullif(a.factor, 0)) as integer) as net_base_ore,
    a.planned_ore,
    case when a.planned_ore > 0 and a.grade = 'A' then round(cast(a.net_ore * 100 as double) / nullif(a.planned_ore, 0), 1) end as realisation_percent,
    case when b.unknown > 0 then 0 when b.unknown = 0 then 1 end as adds_up
from kpi_freed_action as a
left join kpi_freed_bridge as b on b.authority_code = coalesce(a.authority_code, '') and b.year = a.year and b.line = 'total'
