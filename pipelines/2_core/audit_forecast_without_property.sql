-- audits: core_forecast
-- severity: tell
-- says: A third of the areas of the forecast or more has no property
with

areas as (
    select distinct locality from core_forecast where locality is not null
),

known as (
    select distinct locality from raw_properties where locality is not null
),

met as (
    select count(*) as area_count, sum(case when k.locality is null then 1 else 0 end) as lost_count,
        min(case when k.locality is null then a.locality end) as first_lost
    from areas as a
    left join known as k on k.locality = a.locality
)

select case when area_count = 1 then 'forecast: its only area has no property in the list, ' || first_lost
    else 'forecast: ' || lost_count || ' of ' || area_count || ' areas ' || case when lost_count = 1 then 'has' else 'have' end
        || ' no property in the list, the first is ' || first_lost end as sentence
from met
where lost_count * 3 >= area_count
  and lost_count > 0
  and exists (select 1 from known)
