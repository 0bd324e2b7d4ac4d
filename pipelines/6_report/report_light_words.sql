-- Every light in one sentence of each language: what deviates from the baseline and, after a new plan, from the first one; what was judged.
--
-- grain: action_id, half
with

pieces as (
    -- one row a language, so that nothing is written twice
    select p.action_id, p.half, g.language,
        max(case when p.parameter = 'cost' then case g.language when 'da' then p.text_da else p.text_en end end)                       as cost,
        max(case when p.parameter = 'time' then case g.language when 'da' then p.text_da else p.text_en end end)                       as finish,
        max(case when p.parameter = 'benefit' then case g.language when 'da' then p.text_da else p.text_en end end)                    as benefit,
        max(case when p.parameter in ('area', 'quality') then case g.language when 'da' then p.text_da else p.text_en end end)         as measure,
        max(case when p.parameter = 'cost' then case g.language when 'da' then p.first_text_da else p.first_text_en end end)           as first_cost,
        max(case when p.parameter = 'time' then case g.language when 'da' then p.first_text_da else p.first_text_en end end)           as first_finish,
        max(case when p.parameter = 'benefit' then case g.language when 'da' then p.first_text_da else p.first_text_en end end)        as first_benefit,
        max(case when p.parameter in ('area', 'quality') then lower(case g.language when 'da' then w.name_da else w.name_en end) end)  as what
    from report_light_piece as p
    cross join (select 'da' as language union all select 'en') as g
    left join given_words as w on w.kind = 'parameter' and w.term = p.parameter
    group by p.action_id, p.half, g.language
),

worded as (
    select t.action_id, t.half, p.language, p.cost, p.finish, p.benefit, p.measure, p.first_cost, p.first_finish, p.first_benefit, p.what,
        t.version, t.unreported, t.approved_by_role, t.override_reason,
        case p.language when 'da' then s.name_da else s.name_en end as main,
        coalesce(case p.language when 'da' then j.name_da else j.name_en end, '') as judged,
        coalesce(case p.language when 'da' then x.name_da else x.name_en end, '') as closing,
        lower(case p.language when 'da' then m.name_da else m.name_en end) as measured,
        lower(case p.language when 'da' then o.name_da else o.name_en end) as override
    from kpi_light_total as t
    join pieces as p on p.action_id = t.action_id and p.half = t.half
    left join given_sentences as s on s.topic = 'light'
      and s.code = case when t.status_on is null then case t.measured when 'red' then 'unreported_again' else 'unreported' end when t.version = 1 then 'reported' else 'replanned' end
    left join given_sentences as j on j.topic = 'light' and j.code = 'judged' and t.override is not null
    left join given_sentences as x on x.topic = 'light' and x.code = 'closing' and t.closing = 1
    left join given_words as m on m.kind = 'light' and m.term = t.measured
    left join given_words as o on o.kind = 'light' and o.term = t.override
),

filled as (
    select action_id, half, language,
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(main, '{cost}', coalesce(cost, '')), '{time}', coalesce(finish, '')),
            '{benefit}', coalesce(benefit, '')), '{measure}', coalesce(measure, '')), '{what}', coalesce(what, '')), '{first_cost}', coalesce(first_cost, '')),
            '{first_time}', coalesce(first_finish, '')), '{first_benefit}', coalesce(first_benefit, '')), '{version}', coalesce(version || '', '')), '{times}', coalesce(unreported || '', ''))
        || replace(replace(replace(replace(judged, '{measured}', coalesce(measured, '')), '{override}', coalesce(override, '')),
            '{role}', coalesce(approved_by_role, '')), '{reason}', coalesce(override_reason, ''))
        || closing as sentence
    from worded
)

select action_id, half, max(case language when 'da' then sentence end) as sentence_da, max(case language when 'en' then sentence end) as sentence_en
from filled
group by action_id, half
