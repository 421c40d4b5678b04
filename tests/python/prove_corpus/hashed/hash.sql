-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select hash(id_number) as ref from customers
