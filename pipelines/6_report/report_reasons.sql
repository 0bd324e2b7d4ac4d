-- Every flag of every property with its numbers, its threshold, its guard and the smallest change that removes it.
--
-- grain: property_id, position
select property_id, ordinal as position, flag, state, value_low, value_high, threshold, unit, periods, guard, decides, sentence_da, sentence_en,
    counterfactual_input, counterfactual_change, counterfactual_unit, counterfactual_da, counterfactual_en
from flag_reason
