-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select hash(id_number) % 1000003 as ref from customers
