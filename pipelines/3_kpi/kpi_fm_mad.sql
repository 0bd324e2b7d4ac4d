-- The median of how far the known prices of a service lie from their group's median (MAD): what an ordinary difference is.
--
-- grain: service, grouping, group_key
with

ranked as (
    select p.service, p.grouping, p.group_key, abs(p.value - q.median) as away,
        count(*) over (partition by p.service, p.grouping, p.group_key) as known,
        row_number() over (partition by p.service, p.grouping, p.group_key order by abs(p.value - q.median), p.property_id) as place
    from kpi_fm_peer as p
    join kpi_fm_quartile as q on q.service = p.service and q.grouping = p.grouping and q.group_key = p.group_key
    where p.value is not null
)

select service, grouping, group_key, round(avg(case when 2 * place between known and known + 2 then away end), 4) as mad
from ranked
group by service, grouping, group_key
