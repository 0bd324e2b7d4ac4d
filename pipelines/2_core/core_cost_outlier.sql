-- Postings of the newest month that are far from what the same account and cost centre come to every month: a digit too many or too few.
--
-- grain: account_key, cost_centre_key
-- The month itself says what is usual in it: each amount is held against the middle of its own months before, and that share against the
-- shares of all others in the month (January is dear for everybody). Told is what lies beyond three times the spread of the middle half, as
-- factors, a quarter or four times what was to be expected, beyond all that it was in the year before, and moves its cost centre's year by a
-- hundredth.
with

amounts as (
    select m.account_key, m.cost_centre_key, m.period, m.amount_ore, m._file, m._line,
        case when p.position = max(p.position) over () then 1 else 0 end as is_newest
    from core_cost_centre_month as m
    join core_period as p on p.period = m.period and p.month_count = 1 and p.months_in = 1
    where m.amount_ore > 0 and m.counted_elsewhere = 0
),

usual as (
    select o.account_key, o.cost_centre_key,
        avg(case when o.is_newest = 0 and 2 * o.place between o.months and o.months + 2 then o.amount_ore end)  as usual_ore,
        min(case when o.is_newest = 0 then o.amount_ore end)       as least_ore,
        max(case when o.is_newest = 0 then o.amount_ore end)       as most_ore,
        max(case when o.is_newest = 1 then o.amount_ore end)       as amount_ore,
        max(case when o.is_newest = 1 then o.period end)           as period,
        max(case when o.is_newest = 1 then o._file end)            as _file,
        max(case when o.is_newest = 1 then o._line end)            as _line,
        max(case when o.is_newest = 0 then o.months else 0 end)    as months
    from (
        select a.*,
            count(*) over (partition by account_key, cost_centre_key, is_newest) as months,
            row_number() over (partition by account_key, cost_centre_key, is_newest order by amount_ore, period) as place
        from amounts as a
    ) as o
    group by o.account_key, o.cost_centre_key
),

shares as (
    select u.*,
        cast(u.amount_ore as double) / nullif(u.usual_ore, 0)      as share,
        count(*) over ()                                           as keys,
        row_number() over (order by cast(u.amount_ore as double) / nullif(u.usual_ore, 0), u.account_key, u.cost_centre_key) as place,
        sum(u.usual_ore * 12) over (partition by u.cost_centre_key) as year_ore
    from usual as u
    where u.months >= 6 and u.amount_ore is not null
),

quarters as (
    select
        max(case when 4 * place >= keys and 4 * place < keys + 4 then share end)          as first_share,
        max(case when 2 * place >= keys and 2 * place < keys + 2 then share end)          as middle_share,
        max(case when 4 * place >= 3 * keys and 4 * place < 3 * keys + 4 then share end)  as third_share
    from shares
    where keys >= 20
)

select s.account_key, s.cost_centre_key, s.period, s.amount_ore, cast(round(s.usual_ore) as integer) as usual_ore, s._file, s._line
from shares as s
cross join (
    select q.*, cast(third_share as double) / nullif(first_share, 0) as spread
    from quarters as q
) as q
where (s.share > q.third_share * q.spread * q.spread * q.spread and s.share >= q.middle_share * 4 and s.amount_ore > s.most_ore
    or s.share * q.spread * q.spread * q.spread < q.first_share and s.share * 4 <= q.middle_share and s.amount_ore < s.least_ore)
  and abs(s.amount_ore - s.usual_ore * q.middle_share) * 100 >= s.year_ore
