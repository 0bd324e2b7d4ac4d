-- The first baseline of each action, against which it is held for ever. An action that was split off carries its share of the first baseline
-- of the one that it was split from: splitting hides nothing.
--
-- grain: action_id
-- reason says why the first baseline is unknown: no_first (version 1 was never delivered), no_parent (that of the action it was split from was
-- not, or was itself a share), no_share (the share is missing).
with

firsts as (
    select b.*
    from raw_action_baselines as b
    cross join night as n
    where b.baseline_version = 1 and b.approved_on <= n.as_of
),

known as (
    select distinct b.action_id
    from raw_action_baselines as b
    cross join night as n
    where b.approved_on <= n.as_of
),

shares as (
    select k.action_id, f.split_from, f.split_share_percent, f.approved_on,
        case when f.action_id is null then 'no_first'
             when f.split_from is null then null
             when p.action_id is null or p.split_from is not null then 'no_parent'
             when f.split_share_percent is null then 'no_share' end as reason,
        case when f.split_from is null then f.cost_ore else p.cost_ore end                     as cost_ore,
        case when f.split_from is null then f.gross_benefit_ore else p.gross_benefit_ore end   as benefit_ore,
        case when f.split_from is null then f.area_m2 else p.area_m2 end                       as area_m2,
        case when f.split_from is null then f.quality else p.quality end                       as quality,
        case when f.split_from is null then f.finish_on else p.finish_on end                   as finish_on,
        case when f.split_from is null then f.price_year else p.price_year end                 as price_year,
        case when f.split_from is null then 100 else f.split_share_percent end                 as share_percent
    from known as k
    left join firsts as f on f.action_id = k.action_id
    left join firsts as p on p.action_id = f.split_from
)

select
    s.action_id,
    s.split_from,
    s.split_share_percent,
    s.approved_on,
    s.reason,
    case when s.reason is null then cast(round(cast(s.cost_ore * s.share_percent as double) / 100) as integer) end    as cost_ore,
    case when s.reason is null then cast(round(cast(s.benefit_ore * s.share_percent as double) / 100) as integer) end as benefit_ore,
    case when s.reason is null then cast(s.area_m2 * s.share_percent as double) / 100 end                             as area_m2,
    case when s.reason is null then s.quality end    as quality,
    case when s.reason is null then s.finish_on end  as finish_on,
    case when s.reason is null then s.price_year end as price_year
from shares as s
