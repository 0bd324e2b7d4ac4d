-- Every property has one of the conclusions, with its sentence in both languages; and exactly those leave that the plan leaves.
--
-- audits: report_conclusion
-- severity: warn
-- says: a property without a conclusion or its sentence, or one that disagrees with the plan
select c.property_id, c.conclusion, c.in_plan
from report_conclusion as c
left join given_words as w on w.kind = 'conclusion' and w.term = c.conclusion
left join plan_chosen as m on m.scenario = 'main' and m.property_id = c.property_id
where w.term is null
   or c.sentence_da is null
   or c.sentence_en is null
   or (c.conclusion = 'leave') <> (m.property_id is not null)
