-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select printf('%s', id_number) as b from customers
