-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select url_encode(id_number) as ref from customers
