-- Why not more: the limits that together forbid the higher target, and what each kind of limit costs.
--
-- grain: position
select
    position, code, kind, title_da, title_en,
    round(price_ore * 0.01, 2)         as price_dkk,
    price_m2,
    round(why_not_permille * 0.1, 1)   as why_not_percent,
    sentence_da,
    sentence_en
from plan_constraint
