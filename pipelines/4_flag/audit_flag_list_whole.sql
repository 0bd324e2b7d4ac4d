-- audits: flag_list
-- says: A property's list of flags leaves one out: flag_list.sql has no room for the rule
select property_id, firm_flags, firm_count, open_flags, open_count
from flag_list
where firm_count <> case when firm_flags = '' then 0 else length(firm_flags) - length(replace(firm_flags, ' ', '')) + 1 end
   or open_count <> case when open_flags = '' then 0 else length(open_flags) - length(replace(open_flags, ' ', '')) + 1 end
