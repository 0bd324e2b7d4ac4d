-- The programme by light, with the benefit that stands behind each.
--
-- grain: position
select
    position,
    light,
    actions,
    without_decision,
    round(benefit_ore * 0.01, 2)     as benefit_dkk,
    round(benefit_ore_low * 0.01, 2) as known_benefit_dkk,
    price_year
from kpi_light_programme
