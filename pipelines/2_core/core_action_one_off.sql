-- One-off money of each action by year, kind and budget frame: what comes in is positive, what goes out negative.
--
-- grain: action_id, kind, year
with

named as (
    select o.*, coalesce(k.grp, o.kind) as kind_code, f.grp as frame_code
    from raw_action_one_offs as o
    left join given_codes as k on k.list = 'one_off_kind' and k.code = lower(o.kind)
    left join given_codes as f on f.list = 'budget_frame' and f.code = lower(o.frame)
)

select action_id, kind_code as kind, year,
    coalesce(frame_code, frame, case kind_code when 'moving' then 'service' when 'deposit_released' then 'financing' else 'capital' end) as frame,
    case when kind_code in ('proceeds', 'deposit_released') then planned_ore else -planned_ore end as planned_ore,
    case when kind_code in ('proceeds', 'deposit_released') then actual_ore else -actual_ore end as actual_ore,
    money_source, _file, _line
from named
