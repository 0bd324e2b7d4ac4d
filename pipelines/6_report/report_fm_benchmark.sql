-- What others pay for services, each value with its year, currency and definition, beside the shares: their level is another price level and currency.
--
-- grain: position
with

others as (
    select b.*, sum(case when b.service is null then b.value end) over (partition by b.scope_en, b.year, b.currency) as all_value
    from given_service_benchmarks as b
)

select
    row_number() over (order by b.scope_en, b.year, case when b.service is null then 0 else 1 end, v.position) as position,
    b.service, t.share_percent,
    case when b.service is not null then round(cast(b.value * 100 as double) / nullif(b.all_value, 0), 2) end   as others_percent,
    b.value as others_value, b.currency, b.per_da, b.per_en, b.year, b.scope_da, b.scope_en, b.definition_da, b.definition_en, b.source
from others as b
left join core_service as v on v.service = b.service
left join kpi_fm_total as t on t.service = b.service
where exists (select 1 from core_service)
