-- Where each action's users and cost may have gone: the receiving properties and the cost centres that several properties share.
--
-- grain: action_id, receiver_kind, receiver_id
-- Keys are separated by commas or semicolons; without either a blank separates, unless the whole of it is a property of the list. received_m2
-- is what action_receivers says; a receiver that stands there alone counts as well. Nothing receives from itself.
with

lists as (
    select action_id, property_id, 'property' as receiver_kind, receiving_property_ids as listed from raw_actions where receiving_property_ids is not null
    union all
    select action_id, property_id, 'cost_centre', shared_cost_centres from raw_actions where shared_cost_centres is not null
),

marked as (
    -- every key between two bars
    select l.action_id, l.property_id, l.receiver_kind,
        '|' || case when l.listed like '%,%' or l.listed like '%;%' then replace(replace(l.listed, ',', '|'), ';', '|')
                    when p.property_id is not null then l.listed
                    else replace(l.listed, ' ', '|') end || '|' as keys
    from lists as l
    left join core_property as p on l.receiver_kind = 'property' and p.property_id = l.listed
),

found as (
    select m.action_id, m.property_id, m.receiver_kind, cast(null as double) as received_m2,
        trim(substr(m.keys, k.n + 1, instr(substr(m.keys, k.n + 1), '|') - 1)) as receiver_id
    from marked as m
    join given_numbers as k on k.n < length(m.keys) and substr(m.keys, k.n, 1) = '|'
    union all
    select r.action_id, a.property_id, 'property', r.received_m2, r.property_id
    from raw_action_receivers as r
    join raw_actions as a on a.action_id = r.action_id
)

select f.action_id, f.receiver_kind, f.receiver_id, max(f.received_m2) as received_m2,
    max(case when f.receiver_kind = 'property' and p.property_id is null then 0 else 1 end) as known
from found as f
left join core_property as p on p.property_id = f.receiver_id
where f.receiver_id <> '' and not (f.receiver_kind = 'property' and f.receiver_id = f.property_id)
group by f.action_id, f.receiver_kind, f.receiver_id
