-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select map([id_number], [1]) as ref from customers
