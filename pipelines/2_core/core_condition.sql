-- Condition mark and maintenance backlog of each building, or of a whole property, by its newest inspection.
--
-- grain: property_id, building_id
-- index: building_id
-- The worst mark counts where one inspection gives several. Backlog is the sum of the newest inspection's rows. What was said of a building
-- that the register no longer has in force (demolished, ended) is history and stands in core_reconciliation.
with

rows_placed as (
    select
        c.building_id,
        coalesce(c.property_id, b.property_id) as property_id,
        c.mark, c.inspected_on, c.backlog_ore, coalesce(u.grp, c.urgency) as urgency, c._file, c._line,
        rank() over (
            partition by c.building_id, coalesce(c.property_id, b.property_id)
            order by coalesce(c.inspected_on, '0000-00-00') desc) as inspection_rank
    from raw_condition as c
    cross join night as n
    left join core_building as b on b.building_id = c.building_id
    left join core_building_state as t on t.building_id = c.building_id
    left join given_codes as u on u.list = 'urgency' and u.code = lower(c.urgency)
    where (c.inspected_on is null or c.inspected_on <= n.as_of) and coalesce(t.in_force, 1) = 1
)

select
    property_id,
    building_id,
    max(mark) as mark,
    max(inspected_on) as inspected_on,
    sum(backlog_ore) as backlog_ore,
    sum(case when urgency = '1' then backlog_ore end) as backlog_urgent_ore,
    sum(case when urgency = '2' then backlog_ore end) as backlog_within_2_years_ore,
    sum(case when urgency = '3' then backlog_ore end) as backlog_within_5_years_ore,
    count(*) as row_count,
    min(_file) as _file,
    min(_line) as _line
from rows_placed
where inspection_rank = 1
group by property_id, building_id
