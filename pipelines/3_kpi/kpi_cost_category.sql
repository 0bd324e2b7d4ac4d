-- What each property cost in the last twelve complete months, by category, in whole øre, with bounds.
--
-- grain: property_id, category
-- missing: months without a posting that should have one: as many as the category has a year, and those that had one the year before. Of
-- the months before the accounts begin nobody lacks anything, but nobody knows the year either: what there is is a value and the least (young). An
-- irregular category lacks something where it had money before, or the allocation names it, and has none now, and where the property's
-- regular ones lack months. state: whole; spread (a posting of a quarter or a year is cut: between nothing and all of it fell within,
-- and its months stand for those of the year that is not over); partial (a lower bound, no value and no upper one).
with

slots as (
    -- the same part of this year and of the year before side by side
    select
        c.property_id, c.category, p.slot, p.month_count,
        sum(p.months_in)                                                                    as months,
        max(case when p.months_in > 0 then p.position end)                                  as position,
        sum(case when p.months_in > 0
            then cast(round(cast(c.amount_ore * p.months_in as double) / nullif(p.month_count, 0)) as integer) end) as amount_ore,
        sum(case when p.months_in = p.month_count or (p.months_in > 0 and c.amount_ore < 0) then c.amount_ore else 0 end) as low_ore,
        sum(case when p.months_in = p.month_count or (p.months_in > 0 and c.amount_ore > 0) then c.amount_ore else 0 end) as high_ore,
        min(c.amount_ore)                                                                   as least_ore
    from core_cost as c
    join core_period as p on p.period = c.period
    where c.property_id is not null and p.months_in + p.months_before > 0
    group by c.property_id, c.category, p.slot, p.month_count
    union all
    select property_id, category, null, 1, 0, null, null, null, null, 0
    from core_allocated_category
),

years as (
    select
        y.property_id, y.category,
        max(coalesce(g.running, 0))                                                         as running,
        max(coalesce(g.postings_per_year, 0))                                               as postings_per_year,
        sum(y.months)                                                                       as months,
        max(y.month_count)                                                                  as longest,
        max(y.position)                                                                     as position,
        sum(case when y.slot is not null and y.months = 0 then 1 else 0 end)                as lost,
        sum(y.amount_ore)                                                                   as amount_ore,
        sum(y.low_ore)                                                                      as low_ore,
        sum(y.high_ore)                                                                     as high_ore,
        min(y.least_ore)                                                                    as least_ore
    from slots as y
    left join given_cost_categories as g on g.category = y.category
    group by y.property_id, y.category
),

counted as (
    select y.*,
        case when longest > 1 and months > 0 and months = position and months + longest > 12 then 0
             when longest > 1 then 12 - months
             when postings_per_year = 0 then case when months = 0 and running = 1 then 1 else 0 end
             when expected - months > lost then expected - months
             else lost end as missing
    from (
        select y.*,
            case when k.months_known < 12 and y.postings_per_year > 0 and y.longest = 1 and y.months > 0 then 1 else 0 end as young,
            cast(round(cast(y.postings_per_year * k.months_known - y.postings_per_year * k.months_known % 12 as double) / nullif(12, 0)) as integer) as expected
        from years as y
        cross join (
            -- months of the twelve since the accounts of anybody begin
            select case when min(position - month_count) > 0 then 12 - min(position - month_count) else 12 end as months_known
            from core_period
            where posted = 1
        ) as k
    ) as y
),

judged as (
    select c.*, case when postings_per_year = 0 and running = 1
        and max(case when postings_per_year > 0 and missing > 0 then 1 else 0 end) over (partition by property_id) = 1 then 1 else 0 end as in_doubt
    from counted as c
)

select
    property_id, category, running, months, missing,
    case when missing > 0 or in_doubt = 1 or young = 1 then 'partial' when longest > 1 and (months < 12 or low_ore <> high_ore) then 'spread' else 'whole' end as state,
    case when missing > 0 or in_doubt = 1 or months = 0 then null
         when months < 12 and longest > 1 then cast(round(cast(amount_ore * 12 as double) / nullif(months, 0)) as integer)
         else amount_ore end                                                                as cost_ore,
    case when months > 0 then low_ore + case when least_ore < 0 then missing * least_ore else 0 end end as cost_ore_low,
    case when missing > 0 or in_doubt = 1 or young = 1 or months = 0 or (longest > 1 and months < 12) then null else high_ore end as cost_ore_high
from judged
