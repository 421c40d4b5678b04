-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
with recursive r(n, ref) as (select 1, id_number from customers union all select n + 1, ref from r where n < 3) select n, ref from r
