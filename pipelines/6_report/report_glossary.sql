-- Every figure, flag, guard, class and word with its definition and source.
--
-- grain: kind, position, term
select 'figure' as kind, position, figure as term, name_da as title_da, name_en as title_en, definition_da, definition_en, formula, unit, data_level, source
from given_figures
union all
select 'flag', r.ordinal, r.flag, r.name_da, r.name_en, r.definition_da, r.definition_en, r.figure, coalesce(f.unit, 'none'), r.data_level, r.source
from given_rules as r
left join given_figures as f on f.figure = r.figure
union all
select kind, position, term, name_da, name_en, definition_da, definition_en, null, 'none', null, source
from given_words
