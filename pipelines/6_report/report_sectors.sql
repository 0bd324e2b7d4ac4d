-- The distribution of every figure within every sector: of what is known, smallest, quartiles and largest.
--
-- grain: authority_code, sector, position
-- Of a property with several uses, what goes by use is each use's, in its own sector. Over the known values alone, by nearest rank (the median of an even number is the mean of two). The bounds that the flags use,
-- with what is missing, are kpi_quartile's.
with

peers_ as (
    select f.property_id, f.sector, f.figure, f.value
    from kpi_figure_property as f
    left join kpi_figure_part as u on u.property_id = f.property_id and u.figure = f.figure and u.main = 1
    where f.value is not null and u.property_id is null
    union all
    select property_id, sector, figure, value
    from kpi_figure_part
    where value is not null
),

known as (
    select
        p.authority_code,
        f.sector,
        f.figure,
        f.value,
        count(*) over (partition by p.authority_code, f.sector, f.figure)                                           as n,
        row_number() over (partition by p.authority_code, f.sector, f.figure order by f.value, f.property_id)       as r
    from peers_ as f
    join kpi_property as p on p.property_id = f.property_id and p.tenure <> 'leased_out'
),

groups_ as (
    -- a property with several uses has a part of its area in the sector of each
    select p.authority_code, case when s.whole = 0 then s.key else p.sector end as sector, count(*) as properties_total,
        round(sum(case when s.whole = 0 then p.bda_m2 * s.share else p.bda_m2 end), 1) as area_m2
    from kpi_property as p
    left join kpi_scope as s on s.property_id = p.property_id and s.scope = 'sector' and s.whole = 0
    where p.tenure <> 'leased_out'
    group by p.authority_code, case when s.whole = 0 then s.key else p.sector end
)

select
    k.authority_code,
    k.sector,
    g.position,
    k.figure,
    g.unit,
    max(k.n)                                                                     as properties,
    max(s.properties_total)                                                      as properties_total,
    max(s.area_m2)                                                               as area_m2,
    min(k.value)                                                                 as minimum,
    max(case when 4 * k.r >= k.n and 4 * k.r < k.n + 4 then k.value end)         as first_quartile,
    round(avg(case when 2 * k.r between k.n and k.n + 2 then k.value end), 2)    as median,
    max(case when 4 * k.r >= 3 * k.n and 4 * k.r < 3 * k.n + 4 then k.value end) as third_quartile,
    max(k.value)                                                                 as maximum,
    max(case when k.figure = 'm2_per_user' then m.norm_m2_per_user end)          as norm,
    max(case when k.figure = 'm2_per_user' and m.norm_m2_per_user is not null then m.source || ' (' || m.dated || ')' end) as norm_source
from known as k
join groups_ as s on s.authority_code is not distinct from k.authority_code and s.sector is not distinct from k.sector
join given_figures as g on g.figure = k.figure
left join given_norms as m on m.sector = k.sector
group by k.authority_code, k.sector, g.position, k.figure, g.unit
