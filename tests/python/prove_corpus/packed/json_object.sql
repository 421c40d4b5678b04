-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select json_object('a', id_number) as ref from customers
