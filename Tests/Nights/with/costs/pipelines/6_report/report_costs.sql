-- The table of suppliers.
-- grain: supplier
select supplier, amount_ore, invoices from core_cost
