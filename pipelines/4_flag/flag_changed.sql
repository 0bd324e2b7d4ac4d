-- How many properties changed since the edition before; null when there is none before.
--
-- grain: one
select 1 as one,
    case when (select max(as_of) from history_property) is not null then (select count(distinct property_id) from flag_change) end as changed_properties
