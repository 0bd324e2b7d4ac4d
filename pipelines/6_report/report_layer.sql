-- What this municipality has of its own in the place of the product's method: files, rows of given tables, and files beside them.
--
-- grain: file
-- Empty where the folder is whole by itself: then no upgrade renews anything, and there is nothing to hold apart.
select file, kind, taken_from, has_changed, rows_replaced, rows_added,
    case
        when kind = 'own' then 'Kommunens egen fil'
        when kind = 'rows' then 'Kommunens egne rækker i stedet for eller ud over produktets'
        when has_changed = 1 then 'Kommunens egen i stedet for produktets, som er ændret siden'
        when has_changed is null then 'Kommunens egen i stedet for produktets; ingen ved, om produktets er ændret siden'
        else 'Kommunens egen i stedet for produktets, som er den samme som dengang'
    end as sentence_da,
    case
        when kind = 'own' then 'A file of the municipality''s own'
        when kind = 'rows' then 'Rows of the municipality''s own in the place of the product''s or beside them'
        when has_changed = 1 then 'The municipality''s own in the place of the product''s, which has changed since'
        when has_changed is null then 'The municipality''s own in the place of the product''s; nobody knows whether that has changed since'
        else 'The municipality''s own in the place of the product''s, which is as it was then'
    end as sentence_en
from given_layer
