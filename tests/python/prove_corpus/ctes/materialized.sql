-- zone: crm
-- expect: leak
-- flow a: customers.id_number
with x as materialized (select id_number as a from customers) select a from x
