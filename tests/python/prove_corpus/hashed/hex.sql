-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select hex(id_number) as ref from customers
