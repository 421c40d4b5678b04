-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.status
with recursive r(n, a, b) as (select 1, status, id_number from customers union all select n + 1, b, a from r where n < 3) select a as ref from r
