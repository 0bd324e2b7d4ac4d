-- Houses of the register.
-- grain: house
select house, municipality, area_m2, name from raw_houses
