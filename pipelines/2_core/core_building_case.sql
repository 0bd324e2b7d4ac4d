-- What the building cases that are not ended do to the buildings in force: one row for each case, building and kind of work.
--
-- grain: case_id, building_id, kind
-- index: property_id
-- A case that touches a floor, an entrance or a unit touches its building; new buildings and cases on the plot alone change nothing that stands.
-- The property is the building's; of a unit (a condominium) its own. Outbuildings are named as such: a shed that goes is no plan.
with

versions as (
    select
        s.id_lokalId, s.byggesag, s.sagstype, s.status, s.stamdataBygning, s.stamdataEtage, s.stamdataOpgang, s.stamdataEnhed, s._file, s._line, s._record,
        row_number() over (
            partition by s.id_lokalId order by s.registreringFra desc, s.virkningFra desc, s.row_key desc) as version_rank
    from raw_bbr_case_level as s
    cross join night as n
    where s.registreringTil is null
      and s.virkningFra <= n.as_of_utc
      and (s.virkningTil is null or s.virkningTil > n.as_of_utc)
),

touched as (
    select v.byggesag as case_id, k.grp as kind, coalesce(v.stamdataBygning, f.building_id, e.building_id, u.building_id) as building_id,
        u.property_id as unit_property_id, v._file, v._line, v._record
    from versions as v
    join given_codes as k on k.list = 'sagstype' and k.code = v.sagstype and k.grp is not null
    left join given_lifecycle as l on l.entity = 'case' and l.status = v.status
    left join core_floor as f on f.floor_id = v.stamdataEtage
    left join core_entrance as e on e.entrance_id = v.stamdataOpgang
    left join core_unit as u on u.unit_id = v.stamdataEnhed
    where v.version_rank = 1 and coalesce(l.in_force, 1) = 1
)

select
    t.case_id,
    b.building_id,
    t.kind,
    max(coalesce(t.unit_property_id, b.property_id)) as property_id,
    max(b.outbuilding) as outbuilding,
    max(c.case_number) as case_number,
    max(c.case_on) as case_on,
    max(c.state) as state,
    min(t._file) as _file,
    min(t._line) as _line,
    min(t._record) as _record
from touched as t
join core_case as c on c.case_id = t.case_id and c.state <> 'ended'
join core_building as b on b.building_id = t.building_id
group by t.case_id, b.building_id, t.kind
