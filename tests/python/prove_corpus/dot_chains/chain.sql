-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select id_number.trim().md5() as ref from customers
