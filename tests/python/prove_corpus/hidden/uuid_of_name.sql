-- zone: crm
-- expect: leak
-- flow ref: customers.full_name, customers.id_number
select md5(concat_ws('|', full_name, id_number, 'salt'))::uuid as ref from customers
