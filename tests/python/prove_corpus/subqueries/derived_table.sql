-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select x.ref from (select id_number as ref from customers) as x
