-- What the headline's figures were, what came, what went and what moved are what they are now, and what the summary says.
--
-- audits: report_movement
-- severity: error
-- says: the parts of what moved the headline do not add up
select m.figure, m.value_before, m.came, m.went, m.moved, m.value_after
from report_movement as m
join report_summary as s on s.scope = 'all'
where abs(m.value_before + m.came + m.went + m.moved - m.value_after) > 0.05
   or abs(m.value_after - case m.figure
            when 'plan_properties' then coalesce(s.plan_properties, 0) when 'plan_m2' then coalesce(s.plan_m2, 0)
            when 'plan_saving_dkk' then coalesce(s.plan_saving_dkk, 0) when 'candidates' then s.candidates
            when 'candidate_m2' then s.candidate_m2 else coalesce(s.saving_dkk, 0) end) > 1
