-- What is kept of each night.
-- grain: figure
select 'seats' as figure, cast(sum(seats) as double) as value from core_room
