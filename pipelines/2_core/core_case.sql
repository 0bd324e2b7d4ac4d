-- The register's building cases that are current, each with its number, its dates and whether something is under way.
--
-- grain: case_id
-- large: yes
-- state: ended (by its status, the day it was done, taken into use or given up); forgotten where nothing happened for so many years that
-- nothing can be under way (threshold G6 case_years); else open. A case without any date is open: nobody can say that it is over.
with

versions as (
    select
        s.id_lokalId, s.kommunekode, s.status, s.sag001Byggesagsnummer, s.sag002Byggesagsdato, s.sag003Byggetilladelsesdato,
        s.sag005Paabegyndelsesdato, s.sag006IbrugtagningsTilladelse, s.sag007Henlaeggelse, s.sag009ForventetFuldfoertDato,
        s.sag010FuldfoerelseAfByggeri, s.sag013AnmeldelseAfByggearbejde, s._file, s._line, s._record,
        row_number() over (
            partition by s.id_lokalId order by s.registreringFra desc, s.virkningFra desc, s.row_key desc) as version_rank
    from raw_bbr_case as s
    cross join night as n
    where s.registreringTil is null
      and s.virkningFra <= n.as_of_utc
      and (s.virkningTil is null or s.virkningTil > n.as_of_utc)
),

limits as (
    select n.as_of, (n.year - cast(t.value as integer)) || substr(n.as_of, 5) as forgotten_on
    from given_thresholds as t
    cross join night as n
    where t.rule = 'G6' and t.key = 'case_years'
)

select
    v.id_lokalId as case_id,
    case when length(v.kommunekode) = 3 then '0' || v.kommunekode else v.kommunekode end as authority_code,
    v.sag001Byggesagsnummer as case_number,
    coalesce(v.sag002Byggesagsdato, v.sag013AnmeldelseAfByggearbejde, v.sag003Byggetilladelsesdato, v.sag005Paabegyndelsesdato) as case_on,
    v.sag003Byggetilladelsesdato as permit_on,
    v.sag005Paabegyndelsesdato as begun_on,
    v.sag009ForventetFuldfoertDato as expected_done_on,
    v.status,
    case when l.in_force = 0 or v.sag010FuldfoerelseAfByggeri <= x.as_of or v.sag006IbrugtagningsTilladelse <= x.as_of
              or v.sag007Henlaeggelse <= x.as_of then 'ended'
         when coalesce(v.sag002Byggesagsdato, v.sag013AnmeldelseAfByggearbejde, v.sag003Byggetilladelsesdato, v.sag005Paabegyndelsesdato) is not null
              and coalesce(v.sag002Byggesagsdato, '') < x.forgotten_on and coalesce(v.sag013AnmeldelseAfByggearbejde, '') < x.forgotten_on
              and coalesce(v.sag003Byggetilladelsesdato, '') < x.forgotten_on and coalesce(v.sag005Paabegyndelsesdato, '') < x.forgotten_on
         then 'forgotten'
         else 'open' end as state,
    v._file,
    v._line,
    v._record
from versions as v
cross join limits as x
left join given_lifecycle as l on l.entity = 'case' and l.status = v.status
where v.version_rank = 1
