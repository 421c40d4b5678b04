-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select md5('salt' || id_number) as ref from customers
