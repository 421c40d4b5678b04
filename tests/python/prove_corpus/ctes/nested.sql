-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
with x as (with y as (select id_number as a from customers) select a as b from y) select b as ref from x
