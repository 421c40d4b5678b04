-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select (id_number).upper() as ref from customers
