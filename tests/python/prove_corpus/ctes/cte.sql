-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
with x as (select id_number as a from customers) select a as ref from x
