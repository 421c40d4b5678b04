-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select id_number.left(6) as ref from customers
