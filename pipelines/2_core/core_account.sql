-- The accounts that postings name, each taken apart into its function and what follows, with the kind of cost that given_accounts says.
--
-- grain: account
-- 3.22.01-2200 and 322012200 have the function 3.22.01 and the rest 2200. The first row of given_accounts whose patterns fit decides; one
-- without a category decides that nobody knows.
with

accounts as (
    select distinct account from raw_costs
),

parts as (
    select
        account,
        case when substr(account, 2, 1) = '.' then substr(account, 1, 7)
             else substr(account, 1, 1) || '.' || substr(account, 2, 2) || '.' || substr(account, 4, 2) end as function,
        case when substr(account, 2, 1) = '.' then substr(account, 8) else substr(account, 6) end           as rest
    from accounts
),

named as (
    select account, function,
        case when substr(rest, 1, 1) in ('.', '-', ' ', '/', ':') then substr(rest, 2) else rest end        as art
    from parts
),

fitting as (
    select n.account, min(g.position) as position
    from named as n
    join given_accounts as g on n.function like replace(g.function, '*', '%') and n.art like replace(g.art, '*', '%')
    group by n.account
)

select n.account, n.function, n.art, g.category, g.name_da, g.name_en, g.source, g.mark
from named as n
left join fitting as f on f.account = n.account
left join given_accounts as g on g.position = f.position
