-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select {'a': id_number} as ref from customers
