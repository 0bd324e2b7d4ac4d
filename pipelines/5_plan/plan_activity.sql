-- What users do: how far they may be moved, how many move together, and the space they need by norm.
--
-- grain: activity
-- Without a norm the space is what the users take of their property today.
select
    a.activity,
    max(s.name_da)                                                                                     as name_da,
    max(s.name_en)                                                                                     as name_en,
    cast(round(max(case when a.key = 'distance_m' then a.value end), 0) as integer)                    as limit_m,
    -- 1 = each alone, 0 = all of a property's together; what is not said moves together
    coalesce(cast(max(case when a.key = 'unit_users' then a.value end) as integer), 0)                 as unit_users,
    -- what keeps a place from being filled too far: its space, the places it states, or both
    coalesce(max(case when a.key = 'limit' then a.choice end), 'both')                                 as limit_by,
    -- share of a place's capacity (without one, of its area) that stays free
    coalesce(max(case when a.key = 'reserve_percent' then a.value end), 0)                             as reserve_percent,
    max(m.use_rule)                                                                                    as use_rule,
    max(m.norm_m2_per_user)                                                                            as norm_m2_per_user,
    max(m.norm_m2_per_user) * coalesce(max(case when a.key = 'space_low_percent' then a.value end), 100) * 0.01 as norm_low_m2_per_user
from given_plan as a
left join given_norms as m on m.sector = a.activity
left join given_sector as s on s.sector = a.activity
where a.activity is not null
group by a.activity
having max(case when a.key = 'distance_m' then a.value end) is not null
