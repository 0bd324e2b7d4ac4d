-- Which service the money of each account and cost centre pays for in each period of the last twelve months, by service_map.
--
-- grain: period, account_key, cost_centre_key, service
-- The first row of the file whose pattern fits account or cost centre decides, with all rows of that pattern: their shares stand side by side so that
-- whole øre can be dealt out without a rest, and what they leave over is unmapped. Shares over 100 give out nothing (shares_percent).
with

pairs as (
    select distinct account_key, cost_centre_key
    from core_cost_centre_month
),

fitting as (
    select p.account_key, p.cost_centre_key, r.account_pattern as pattern, w.service, coalesce(r.share_percent, 100) as share_percent,
        coalesce(substr(r.valid_from, 1, 7), '0000-00') as from_month, coalesce(substr(r.valid_to, 1, 7), '9999-12') as to_month, r._file, r._line
    from raw_service_map as r
    join core_service_word as w on w.word = r.service
    join pairs as p
      on p.account_key like replace(replace(replace(replace(r.account_pattern, '!', '!!'), '%', '!%'), '_', '!_'), '*', '%') escape '!'
      or p.cost_centre_key like replace(replace(replace(replace(r.account_pattern, '!', '!!'), '%', '!%'), '_', '!_'), '*', '%') escape '!'
),

decided as (
    select m.period, f.*,
        first_value(f.pattern) over (partition by m.period, f.account_key, f.cost_centre_key order by f._file, f._line
                                     rows between unbounded preceding and unbounded following) as first_pattern
    from fitting as f
    join core_period as m on m.months_in > 0 and m.posted = 1 and f.from_month <= m.last_month and f.to_month >= m.first_month
),

shares as (
    select period, account_key, cost_centre_key, service, pattern, sum(share_percent) as share_percent, min(_file) as _file, min(_line) as _line
    from decided
    where pattern = first_pattern
    group by period, account_key, cost_centre_key, service, pattern
)

select
    period, account_key, cost_centre_key, service, pattern, share_percent,
    coalesce(round(sum(share_percent) over (partition by period, account_key, cost_centre_key order by service
                                            rows between unbounded preceding and 1 preceding), 6), 0) as share_from_percent,
    round(sum(share_percent) over (partition by period, account_key, cost_centre_key order by service
                                   rows between unbounded preceding and current row), 6)     as share_to_percent,
    round(sum(share_percent) over (partition by period, account_key, cost_centre_key order by service
                                   rows between unbounded preceding and unbounded following), 6) as shares_percent,
    _file, _line
from shares
