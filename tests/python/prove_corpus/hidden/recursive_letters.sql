-- zone: crm
-- expect: leak
-- flow out: customers.id_number
with recursive r as (select id_number as rest, '' as out from customers union all select substr(rest, 2), out || substr(rest, 1, 1) from r where length(rest) > 0) select out from r
