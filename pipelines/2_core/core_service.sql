-- The services that this place asks about: all of them as soon as one of the files on services is there, none before.
--
-- grain: service
select s.service, s.position, s.name_da, s.name_en, s.category, s.counts, s.tendered, s.area
from given_services as s
where exists (select 1 from raw_service_map)
   or exists (select 1 from raw_service_contracts)
   or exists (select 1 from raw_service_level)
   or exists (select 1 from raw_own_hours)
