-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select sha1(id_number) as ref from customers
