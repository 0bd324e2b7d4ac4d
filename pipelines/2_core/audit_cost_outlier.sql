-- audits: core_cost_outlier
-- severity: tell
-- says: A posting is far from what the same account and cost centre come to every month: a digit too many or too few
select 'account ' || account_key || case when cost_centre_key <> '' then ', cost centre ' || cost_centre_key else '' end || ' in ' || period || ': '
    || round(amount_ore * 0.01, 2) || ' kr., usual are ' || round(usual_ore * 0.01, 2) || ' kr.' as sentence, _file, _line
from core_cost_outlier
order by account_key, cost_centre_key
