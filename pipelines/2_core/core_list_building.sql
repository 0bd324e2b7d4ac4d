-- The buildings that the municipality's list names for each property, one row for each building.
--
-- grain: property_id, building_id
-- index: building_id
-- Whatever separates the UUIDs, 36 characters are one.
with

joined_ids as (
    select
        property_id,
        lower(replace(replace(replace(replace(replace(building_ids, ' ', ''), ',', ''), ';', ''), '{', ''), '}', '')) as ids,
        _file,
        _line
    from raw_properties
    where building_ids is not null
)

select
    j.property_id,
    substr(j.ids, 36 * (k.n - 1) + 1, 36) as building_id,
    min(k.n) as position,
    min(j._file) as _file,
    min(j._line) as _line
from joined_ids as j
join given_numbers as k on 36 * k.n <= length(j.ids)
group by j.property_id, substr(j.ids, 36 * (k.n - 1) + 1, 36)
