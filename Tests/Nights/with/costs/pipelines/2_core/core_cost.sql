-- What each supplier was paid.
-- grain: supplier
select supplier, sum(amount_ore) as amount_ore, count(*) as invoices from raw_costs group by supplier
