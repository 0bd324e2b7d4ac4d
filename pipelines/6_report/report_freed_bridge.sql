-- The identity of each authority and year, line by line, to the øre.
--
-- grain: authority_code, year, position
select b.authority_code, b.year, b.position, case b.line when 'before' then 'ledger_before' when 'after' then 'ledger_after' when 'total' then 'ledger_total' else b.line end as step,
    b.cells, b.unknown, round(b.amount_ore * 0.01, 2) as amount_dkk, s.name_da as sentence_da, s.name_en as sentence_en
from kpi_freed_bridge as b
left join given_sentences as s on s.topic = 'freed'
    and s.code = case b.line when 'before' then 'ledger_before' when 'after' then 'ledger_after' when 'total' then 'ledger_total' else b.line end
