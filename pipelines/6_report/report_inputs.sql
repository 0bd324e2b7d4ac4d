-- Every input, its age, and what cannot be said without it.
--
-- grain: position
-- held_since: a delivery differs too much from what is in force and waits for a person's word; what was in force before it stays.
-- due_on is the day by which the next delivery is or was due, where the feed says when it comes. A feed that goes with another one is
-- told once that one is delivered.
with

rejected as (
    select feed, sum(rows_rejected) as rows_rejected
    from raw_file
    where state = 'loaded'
    group by feed
)

select
    row_number() over (order by f.mandatory desc, case when i.position is null then 1 else 0 end, i.position, f.feed) as position,
    f.feed,
    f.title_da,
    f.title_en,
    f.mandatory,
    -- a delivery dated after the night has no age yet
    case when f.age_days < 0 and f.state = 'current' then 'ahead' else f.state end as state,
    f.newest_delivered_on,
    case when f.age_days >= 0 then f.age_days end as age_days,
    f.due_on,
    f.stale_after_days,
    f.held_since,
    f.held_da,
    f.held_en,
    f.files_in_force,
    f.rows_in_force,
    coalesce(r.rows_rejected, 0) as rows_rejected,
    i.without_da,
    i.without_en
from raw_feed as f
left join rejected as r on r.feed = f.feed
left join given_inputs as i on i.feed = f.feed
left join raw_feed as b on b.feed = i.beside
where b.feed is null or b.files_in_force > 0 or f.files_in_force > 0 or f.state <> 'missing'
