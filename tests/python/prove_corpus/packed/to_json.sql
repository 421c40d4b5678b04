-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select to_json({'a': id_number}) as ref from customers
