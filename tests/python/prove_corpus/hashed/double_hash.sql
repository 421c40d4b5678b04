-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select sha256(md5(id_number)) as ref from customers
