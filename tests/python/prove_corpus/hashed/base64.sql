-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select base64(encode(id_number)) as ref from customers
