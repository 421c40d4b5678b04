-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select md5_number(id_number) as ref from customers
