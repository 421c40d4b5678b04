-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select struct_insert({'a': 1}, b := id_number) as ref from customers
