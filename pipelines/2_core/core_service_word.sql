-- Every word for a service in the municipality's own files, as the service that it means; a word that no service has is kept as it stands.
--
-- grain: word
select w.service as word, coalesce(k.grp, w.service) as service, case when k.code is null then 0 else 1 end as known,
    min(w.feed) as feed, min(w._file) as _file, min(w._line) as _line
from (
    select service, 'service_map' as feed, _file, _line from raw_service_map
    union all
    select service, 'service_contracts', _file, _line from raw_service_contracts
    union all
    select service, 'service_level', _file, _line from raw_service_level
    union all
    select service, 'own_hours', _file, _line from raw_own_hours
) as w
left join given_codes as k on k.list = 'service' and k.code = lower(w.service)
group by w.service, coalesce(k.grp, w.service), case when k.code is null then 0 else 1 end
