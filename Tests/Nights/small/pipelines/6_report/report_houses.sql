-- The table of houses.
-- grain: house
select house, area_m2, name from core_house
