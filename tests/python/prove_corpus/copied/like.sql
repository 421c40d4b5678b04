-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select id_number like '1%' as b from customers
